//! Whether the machine runs on its battery.

use std::fs;
use std::path::{Path, PathBuf};

use crate::seam::Power;

/// Where Linux tells of batteries and chargers, each in a folder of its own.
const SUPPLIES: &str = "/sys/class/power_supply";

/// What the machine runs on.
#[derive(Debug)]
pub struct Supply {
    folder: PathBuf,
}

impl Default for Supply {
    /// What the system tells. Elsewhere than on Linux it tells nothing, as of a machine without a battery.
    fn default() -> Self {
        Self { folder: PathBuf::from(SUPPLIES) }
    }
}

impl Power for Supply {
    fn is_scarce(&mut self) -> bool {
        is_on_battery(&self.folder)
    }
}

/// Somebody who has decided it for themselves.
#[derive(Clone, Copy, Debug)]
pub struct Decided(pub bool);

impl Power for Decided {
    fn is_scarce(&mut self) -> bool {
        self.0
    }
}

/// Whether a battery of the machine is being emptied and nothing else feeds it. A mouse's battery is none of the machine's.
fn is_on_battery(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    let (mut discharges, mut is_fed) = (false, false);
    for supply in entries.flatten().map(|entry| entry.path()) {
        let says = |file: &str| fs::read_to_string(supply.join(file)).unwrap_or_default().trim().to_owned();
        match says("type").as_str() {
            "Battery" => discharges |= says("scope") != "Device" && says("status") == "Discharging",
            _ => is_fed |= says("online") == "1",
        }
    }
    discharges && !is_fed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A machine with these supplies, each with what its files say.
    fn is_scarce(supplies: &[(&str, &[(&str, &str)])]) -> bool {
        let folder = tempfile::tempdir().unwrap();
        for (name, files) in supplies {
            fs::create_dir(folder.path().join(name)).unwrap();
            for (file, text) in *files {
                fs::write(folder.path().join(name).join(file), format!("{text}\n")).unwrap();
            }
        }
        Supply { folder: folder.path().to_owned() }.is_scarce()
    }

    #[test]
    fn a_battery_that_is_emptied_is_one() {
        let battery = |status| ("BAT0", [("type", "Battery"), ("status", status)]);
        let charger = |online| ("AC", [("type", "Mains"), ("online", online)]);
        let (full, empties, fed, bare) = (battery("Full"), battery("Discharging"), charger("1"), charger("0"));
        assert!(is_scarce(&[(empties.0, &empties.1), (bare.0, &bare.1)]));
        assert!(is_scarce(&[(empties.0, &empties.1)]), "some tell nothing of a charger");
        assert!(
            !is_scarce(&[(empties.0, &empties.1), (fed.0, &fed.1)]),
            "a dock that is too weak feeds it all the same"
        );
        assert!(!is_scarce(&[(full.0, &full.1), (bare.0, &bare.1)]));
        assert!(!is_scarce(&[]), "a desktop machine");
        let mouse = [("type", "Battery"), ("scope", "Device"), ("status", "Discharging")];
        assert!(!is_scarce(&[("hidpp_battery_0", &mouse)]));
    }

    #[test]
    fn where_nothing_is_told_there_is_no_battery() {
        let nowhere = tempfile::tempdir().unwrap().path().join("none");
        assert!(!Supply { folder: nowhere }.is_scarce());
    }
}
