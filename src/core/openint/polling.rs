use super::Status;

/// The first wait before a look, milliseconds.
const SHORTEST: u64 = 3_000;
/// The longest one.
const LONGEST: u64 = 30_000;
/// The number of looks that are taken without anybody asking for one.
const LOOKS: u32 = 20;

/// The time before the next look at a connection that has this status, in milliseconds; none
/// where nothing comes of looking. The status is none when the last look failed, and `asked` is how long
/// the server wants to be left alone.
///
/// A look is a reading, never a check: that refreshes tokens.
pub fn next_poll(status: Option<&Status>, looks: u32, asked: Option<u64>) -> Option<u64> {
    let is_settled = matches!(
        status,
        // Only a person changes these: they connect anew, or import it again.
        Some(Status::Healthy | Status::Disconnected | Status::Manual)
    );
    if is_settled || looks >= LOOKS {
        return None;
    }
    let wait = SHORTEST.saturating_mul(1 << looks.min(10)).min(LONGEST);
    Some(wait.max(asked.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::{Status, next_poll};

    #[test]
    fn looks_come_less_and_less_often_and_end() {
        let waits: Vec<_> =
            (0..).map_while(|looks| next_poll(Some(&Status::Error), looks, None)).collect();
        assert_eq!(waits[..5], [3_000, 6_000, 12_000, 24_000, 30_000]);
        assert!(waits.is_sorted() && waits.len() == 20);
    }

    #[test]
    fn what_only_a_person_changes_is_not_looked_at_again() {
        for status in [Status::Healthy, Status::Disconnected, Status::Manual] {
            assert_eq!(next_poll(Some(&status), 0, None), None);
        }
        let unsettled =
            [Status::Error, Status::Unknown, Status::Unsaid, Status::Other("new".to_owned())];
        for status in unsettled {
            assert_eq!(next_poll(Some(&status), 0, None), Some(3_000));
        }
    }

    #[test]
    fn a_failing_server_is_looked_at_more_slowly_and_left_alone_as_long_as_it_asks() {
        assert_eq!(next_poll(None, 0, None), Some(3_000));
        assert!(next_poll(None, 3, None) > next_poll(None, 2, None));
        assert_eq!(next_poll(None, 0, Some(60_000)), Some(60_000));
    }
}
