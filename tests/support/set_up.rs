//! The runtimes that tests execute programs by.

use dualgauge::execute::on_pool;
use dualgauge::runtime::Runtimes;
use dualgauge::suite::Language;
use dualgauge::toolchain::{Check, FetchSettings, Home, Silent};

/// Opens the runtimes of languages (and Python's, which builds databases). What is missing is set up: on a thread with the
/// stack that guests need.
pub fn runtimes<const N: usize>(languages: [Language; N]) -> Runtimes {
    on_pool(1, || {
        let home = Home::locate(None).unwrap();
        let settings = FetchSettings::from_env();
        Runtimes::open(&home, &settings, Check::Quick, &Silent, &languages.into()).unwrap()
    })
}
