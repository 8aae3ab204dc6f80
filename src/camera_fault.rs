//! What can be wrong with a camera, so far as it makes a difference to what somebody does about it.

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraFault {
    /// No camera is connected.
    NoneConnected,
    /// The one that was asked for isn't there, or more than one may be meant.
    NotTheOneAskedFor,
    /// The person may not use it.
    Forbidden,
    /// Another program uses it.
    Busy,
    /// It was unplugged or switched off.
    Gone,
    /// It sends nothing.
    Silent,
    /// It sends nothing that is whole.
    Damaged,
    /// It sends nothing that can be decoded.
    Unsupported,
    /// Anything else.
    Other,
}

impl CameraFault {
    /// All there are.
    pub const ALL: [Self; 9] = [
        Self::NoneConnected,
        Self::NotTheOneAskedFor,
        Self::Forbidden,
        Self::Busy,
        Self::Gone,
        Self::Silent,
        Self::Damaged,
        Self::Unsupported,
        Self::Other,
    ];
}
