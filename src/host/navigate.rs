//! What keys and the mouse ask of a screen.

/// Where somebody wants to go on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Navigate {
    /// To what is above.
    Up,
    /// To what is below.
    Down,
    /// To what is on the left.
    Left,
    /// To what is on the right.
    Right,
    /// To take what is highlighted.
    Enter,
    /// Back, or past it.
    Back,
    /// A digit, 0 to 9.
    Digit(u8),
    /// To take the one at this place.
    Pick(usize),
}
