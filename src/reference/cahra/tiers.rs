//! Tiers of all places on a day, remembered: every supplier asks for the same ones.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

use super::super::country::{Countries, PlaceTier};
use super::super::list::Manner;

/// What was worked out: for a day, a country table by its hash, a manner of judging and so many lists.
type Known = BTreeMap<(Date, String, (Manner, usize)), Arc<BTreeMap<String, PlaceTier>>>;

/// The tiers of days that were asked for. Never compared and never stored.
#[derive(Debug, Default)]
pub struct TiersOfDays(Mutex<Known>);

impl TiersOfDays {
    pub(super) fn of(
        &self,
        day: Date,
        countries: &Countries,
        lists: (Manner, usize),
        made: impl FnOnce() -> BTreeMap<String, PlaceTier>,
    ) -> BTreeMap<String, PlaceTier> {
        // A table that was not read from a file has no hash to be told by.
        if countries.sha256.is_empty() {
            return made();
        }
        let key = (day, countries.sha256.clone(), lists);
        let known = self.0.lock().ok().and_then(|known| known.get(&key).cloned());
        let tiers = known.unwrap_or_else(|| {
            let tiers = Arc::new(made());
            if let Ok(mut known) = self.0.lock() {
                known.insert(key, Arc::clone(&tiers));
            }
            tiers
        });
        tiers.as_ref().clone()
    }
}

/// A copy begins with nothing: its lists may become others.
impl Clone for TiersOfDays {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for TiersOfDays {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for TiersOfDays {}
