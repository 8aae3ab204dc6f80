//! Identifiers of what is exported, that are the same each time.

/// A UUID of what `text` says: of version 8, the one for makers' own schemes, so that the same text always has the same one and whoever
/// reads a history twice knows it again. Another text has another, as far as 122 bits of a hash (FNV-1a) can tell.
pub(super) fn uuid(text: &str) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash = text.bytes().fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    let hash = hash & !(0xf << 76 | 0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let digits = format!("{hash:032x}");
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_has_the_same_name_and_another_another() {
        let one = uuid("session 1");
        assert_eq!(one, uuid("session 1"));
        assert_ne!(one, uuid("session 2"));
        let parts: Vec<usize> = one.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12], "{one}");
        assert!(one[14..].starts_with('8') && ['8', '9', 'a', 'b'].iter().any(|digit| one[19..].starts_with(*digit)));
    }

    #[test]
    fn the_hash_is_the_one_that_is_named() {
        // The published value of FNV-1a with 128 bits for "foobar": 343e1662793c64bf6f0d3597ba446f18.
        assert_eq!(uuid("foobar"), "343e1662-793c-84bf-af0d-3597ba446f18");
    }
}
