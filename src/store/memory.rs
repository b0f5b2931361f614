//! A store in memory: for tests, and for rehearsing without touching a disk.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Held, Place, Store, StoreError};
use crate::journal::{BodyRef, WriterId};

/// Logs and bodies in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    logs: RefCell<BTreeMap<(Place, WriterId), Vec<u8>>>,
    bodies: RefCell<BTreeMap<(Place, BodyRef), String>>,
    /// Writes fail once this many further bytes were written; for tests of failing disks.
    pub room: RefCell<Option<usize>>,
}

impl MemoryStore {
    /// Lays bytes down as a log, as a sync or a copy would.
    pub fn lay(&self, place: &Place, writer: &WriterId, bytes: &[u8]) {
        self.logs.borrow_mut().insert((place.clone(), writer.clone()), bytes.to_vec());
    }

    /// Puts a body.
    pub fn put_body(&self, place: &Place, body: &BodyRef, text: &str) {
        self.bodies.borrow_mut().insert((place.clone(), body.clone()), text.to_owned());
    }
}

struct Nothing;

impl Held for Nothing {}

impl Store for MemoryStore {
    fn suppliers(&self) -> Result<Vec<String>, StoreError> {
        let mut all: Vec<String> = self
            .logs
            .borrow()
            .keys()
            .filter_map(|(place, _)| match place {
                Place::Assessment { supplier, .. } | Place::Standing { supplier } => Some(supplier.clone()),
                Place::Register { .. } | Place::Inbox | Place::People => None,
            })
            .collect();
        all.sort();
        all.dedup();
        Ok(all)
    }

    fn assessments(&self, wanted: &str) -> Result<Vec<String>, StoreError> {
        let mut all: Vec<String> = self
            .logs
            .borrow()
            .keys()
            .filter_map(|(place, _)| match place {
                Place::Assessment { supplier, assessment } if supplier == wanted => Some(assessment.clone()),
                Place::Assessment { .. } | Place::Standing { .. } | Place::Register { .. } | Place::Inbox | Place::People => None,
            })
            .collect();
        all.dedup();
        Ok(all)
    }

    fn logs(&self, place: &Place) -> Result<Vec<WriterId>, StoreError> {
        Ok(self.logs.borrow().keys().filter(|(known, _)| known == place).map(|(_, writer)| writer.clone()).collect())
    }

    fn read(&self, place: &Place, writer: &WriterId) -> Result<Vec<u8>, StoreError> {
        Ok(self.logs.borrow().get(&(place.clone(), writer.clone())).cloned().unwrap_or_default())
    }

    fn append(&self, place: &Place, writer: &WriterId, expected: u64, block: &[u8]) -> Result<(), StoreError> {
        let mut logs = self.logs.borrow_mut();
        let log = logs.entry((place.clone(), writer.clone())).or_default();
        if log.len() as u64 != expected {
            return Err(StoreError::Grown(writer.clone()));
        }
        if let Some(room) = self.room.borrow_mut().as_mut() {
            if *room < block.len() {
                let source = std::io::Error::new(std::io::ErrorKind::StorageFull, "no space left");
                return Err(StoreError::File { path: format!("{place}/{writer}.toml").into(), doing: "written", source });
            }
            *room -= block.len();
        }
        log.extend_from_slice(block);
        Ok(())
    }

    fn set_aside(&self, place: &Place, writer: &WriterId, whole: u64) -> Result<String, StoreError> {
        let mut logs = self.logs.borrow_mut();
        let log = logs.entry((place.clone(), writer.clone())).or_default();
        log.truncate(usize::try_from(whole).unwrap_or(usize::MAX));
        Ok(format!("{writer}.toml.torn-1"))
    }

    fn hold(&self, _: &Place, _: &WriterId) -> Result<Box<dyn Held>, StoreError> {
        Ok(Box::new(Nothing))
    }

    fn body(&self, place: &Place, body: &BodyRef) -> Result<Option<String>, StoreError> {
        Ok(self.bodies.borrow().get(&(place.clone(), body.clone())).cloned())
    }
}
