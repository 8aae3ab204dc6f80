//! Stretch and routine files: raw text with places in, checked values or every problem out.
