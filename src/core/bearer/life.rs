/// The time before its end at which a JWT is replaced, in milliseconds; half of what is left if that is less.
const RENEWAL_LEAD_MS: f64 = 30_000.0;

/// The time for which a JWT that has just come is good (RFC 7519, sections 4.1.4 and 4.1.6).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TokenLife {
    /// The end of its life, in seconds since 1970: the claim `exp`.
    pub expires: f64,
    /// The time when it was issued, in seconds since 1970: the claim `iat`, if it has one.
    pub issued: Option<f64>,
}

impl TokenLife {
    /// The milliseconds for which it may be used before another one is asked for; `None` for until it is
    /// refused. `now` is this machine's clock in milliseconds since 1970.
    ///
    /// That clock may be wrong. A token that has just come is good now, so a clock by which it is not is
    /// not believed: then the token's own two claims count, or nothing does.
    pub fn usable_ms(self, now: f64) -> Option<f64> {
        let expires = self.expires * 1_000.0;
        let left = expires - now;
        let usable = match self.issued.map(|issued| issued * 1_000.0) {
            Some(issued) if issued <= now && now < expires => left,
            Some(issued) => expires - issued,
            None if left > RENEWAL_LEAD_MS => left,
            None => return None,
        };
        let is_time = usable.is_finite() && usable > 0.0;
        is_time.then(|| usable - RENEWAL_LEAD_MS.min(usable / 2.0))
    }
}

#[cfg(test)]
mod tests {
    use super::TokenLife;

    const NOW: f64 = 1_700_000_000_000.0;

    fn usable(expires_in: f64, issued_ago: Option<f64>, clock_off: f64) -> Option<f64> {
        let seconds = |ms: f64| (NOW + ms) / 1_000.0;
        let issued = issued_ago.map(|ago| seconds(-ago));
        TokenLife { expires: seconds(expires_in), issued }.usable_ms(NOW + clock_off)
    }

    #[test]
    fn it_is_replaced_half_a_minute_before_its_end() {
        assert_eq!(usable(300_000.0, Some(0.0), 0.0), Some(270_000.0));
        assert_eq!(usable(300_000.0, None, 0.0), Some(270_000.0));
        assert_eq!(usable(100_000.0, Some(200_000.0), 0.0), Some(70_000.0), "an older one");
    }

    #[test]
    fn a_clock_by_which_a_new_token_is_bad_is_not_believed() {
        for off in [6.0 * 60e3, -6.0 * 60e3, 26.0 * 3600e3, -26.0 * 3600e3] {
            assert_eq!(usable(300_000.0, Some(0.0), off), Some(270_000.0), "{off}");
        }
        assert_eq!(usable(300_000.0, None, 6.0 * 60e3), None, "until it is refused");
        assert_eq!(usable(-1.0, None, 0.0), None);
    }

    #[test]
    fn one_with_little_left_is_used_for_half_of_that() {
        assert_eq!(usable(20_000.0, Some(0.0), 0.0), Some(10_000.0));
        assert_eq!(usable(20_000.0, Some(0.0), 3600e3), Some(10_000.0));
        assert_eq!(usable(20_000.0, Some(280_000.0), 0.0), Some(10_000.0), "nearly at its end");
    }

    #[test]
    fn claims_that_are_no_times_say_nothing() {
        for life in [
            TokenLife { expires: f64::NAN, issued: None },
            TokenLife { expires: f64::INFINITY, issued: None },
            TokenLife { expires: 1e306, issued: Some(-1e306) },
            TokenLife { expires: 1.0, issued: Some(2.0) },
        ] {
            assert_eq!(life.usable_ms(NOW), None, "{life:?}");
        }
    }
}
