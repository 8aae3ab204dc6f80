//! Draws what the coach knows onto a canvas. Pure: no window, no clock.
