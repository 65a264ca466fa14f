//! The switchboard: what is to go wrong, and for how many requests more.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::fault::{Fault, Kind};

/// The faults that are set.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    set: Mutex<Vec<Fault>>,
    /// Tells the requests held to go on.
    releases: watch::Sender<()>,
}

/// The faults that one request meets, in their order, and how it learns that it may go on.
pub(crate) struct Plan {
    pub(crate) faults: Vec<Fault>,
    pub(crate) released: watch::Receiver<()>,
}

impl Faults {
    /// The faults in the form of the switchboard, or a sentence on what is wrong with them.
    pub(crate) fn parse(body: &[u8]) -> Result<Vec<Fault>, String> {
        let faults: Vec<Fault> = serde_json::from_slice(body)
            .map_err(|error| format!("The body is not a list of faults: {error}."))?;
        for fault in &faults {
            if (fault.fault == Kind::Delay) != fault.milliseconds.is_some() {
                return Err("A delay says its milliseconds, and no other fault does.".to_owned());
            }
            if fault.fault != Kind::RateLimited && fault.retry_after.is_some() {
                return Err("Only rate-limited takes retryAfter.".to_owned());
            }
            let says = [&fault.error, &fault.error_description, &fault.error_uri];
            if fault.fault != Kind::Refuse && says.into_iter().any(Option::is_some) {
                return Err("Only refuse takes error, errorDescription and errorUri.".to_owned());
            }
            if fault.times == Some(0) {
                return Err("A fault happens at least 1 time, or until it is cleared.".to_owned());
            }
        }
        Ok(faults)
    }

    pub(crate) fn list(&self) -> Vec<Fault> {
        self.lock().clone()
    }

    /// Replaces all faults, and lets go of the requests that are held.
    pub(crate) fn set(&self, faults: Vec<Fault>) {
        *self.lock() = faults;
        self.release();
    }

    /// Adds faults after those that are set; requests that are held stay so.
    pub(crate) fn add(&self, faults: Vec<Fault>) {
        self.lock().extend(faults);
    }

    /// Lets go of the requests that are held and leaves the faults as they are.
    pub(crate) fn release(&self) {
        self.releases.send_replace(());
    }

    /// What a request that has just arrived meets; counts it.
    pub(crate) fn plan(&self, method: &str, path: &str, field: Option<&str>) -> Plan {
        let mut set = self.lock();
        let mut faults = Vec::new();
        for fault in set.iter_mut().filter(|fault| fault.fits(method, path, field)) {
            if let Some(times) = &mut fault.times {
                if *times == 0 {
                    continue;
                }
                *times -= 1;
            }
            faults.push(fault.clone());
            if !fault.passes() {
                break;
            }
        }
        set.retain(|fault| fault.times != Some(0));
        Plan { faults, released: self.releases.subscribe() }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.set.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
