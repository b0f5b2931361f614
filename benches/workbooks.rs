//! Reading a received workbook beside openpyxl, in the same run on the same machine: `cargo bench --bench workbooks`.
//!
//! The workbook is one of those beside the project, or the one `ORETRAIL_WORKBOOK` names; the other program is the Python
//! that `ORETRAIL_PYTHON` names, else `python3`. What is absent is said, never guessed.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use oretrail::import::{Reading, read};
use oretrail::workspace::reader::Reader;

const TIMES: usize = 9;
/// Opens the three sheets we read, cell by cell, in the fastest way openpyxl has.
const SCRIPT: &str = "
import sys, time, openpyxl
times = []
for _ in range(3):
    start = time.perf_counter()
    book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
    for name in ('Declaration', 'Smelter List', 'Product List'):
        for row in book[name].iter_rows(values_only=True):
            pass
    times.append(time.perf_counter() - start)
print(sorted(times)[1])
";

fn median(mut work: impl FnMut()) -> Duration {
    let mut all: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    all.sort();
    all[TIMES / 2]
}

fn workbook() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside =
        ["../shared/workbooks", "../../shared/workbooks"].map(|place| root.join(place).join("filled/CMRT_6.4_JX-Advanced-Metals.xlsx"));
    std::env::var_os("ORETRAIL_WORKBOOK").map(PathBuf::from).into_iter().chain(beside).find(|place| place.is_file())
}

fn openpyxl(path: &Path) -> Option<Duration> {
    let python = std::env::var_os("ORETRAIL_PYTHON").unwrap_or_else(|| "python3".into());
    let out = Command::new(python).arg("-c").arg(SCRIPT).arg(path).output().ok().filter(|out| out.status.success())?;
    String::from_utf8(out.stdout).ok()?.trim().parse().ok().map(Duration::from_secs_f64)
}

fn main() {
    let Some(path) = workbook() else {
        println!("skipped: no workbook lies beside the project, and ORETRAIL_WORKBOOK names none");
        return;
    };
    let bytes = std::fs::read(&path).expect("a workbook");
    assert!(matches!(read(&bytes), Reading::Declaration(_)), "the workbook is no declaration");
    println!("{} kB", bytes.len() >> 10);
    let here = median(|| drop(black_box(read(&bytes))));
    println!("read in this process          {here:>10.1?}");
    let reader = Reader::by(PathBuf::from(env!("CARGO_BIN_EXE_oretrail")));
    let apart = median(|| drop(black_box(reader.read(&bytes))));
    println!("read in a process of its own  {apart:>10.1?}");
    match openpyxl(&path) {
        Some(theirs) => {
            let ratio = |ours: Duration| theirs.as_secs_f64() / ours.as_secs_f64();
            println!("openpyxl, read-only           {theirs:>10.1?}   × {:.1} of here, × {:.1} of apart", ratio(here), ratio(apart));
        }
        None => println!("openpyxl is not there: install it, or let ORETRAIL_PYTHON name a Python that has it"),
    }
}
