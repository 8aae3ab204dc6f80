//! The window: pixels out, keys in.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use minifb::{InputCallback, Key as Pressed, MouseButton, MouseMode, ScaleMode, WindowOptions};

use super::screen;
use crate::body::Size;
use crate::input::{Input, Key};
use crate::latest::Latest;
use crate::seam::{Display, DisplayError};

/// How long a key may have been pressed before it is looked for: half as long again, and a screen's answer would seem late. The system has to be
/// asked each time, which costs as much as anything while nothing moves.
const KEYS_WITHIN: Duration = Duration::from_millis(40);
/// Windows smaller than this can't be read or grabbed; larger ones than this are a slip of the finger. Pixels.
const SMALLEST: Size = Size::new(320, 240);
const LARGEST: Size = Size::new(7680, 4320);

/// A window on the desktop.
pub struct DesktopWindow {
    window: minifb::Window,
    taps: Rc<RefCell<Taps>>,
    mouse: Mouse,
    /// While it fills the screen, how large it was before.
    size_before: Option<Size>,
}

/// A window whose keys are heard.
fn opened(size: Size, options: WindowOptions, taps: &Rc<RefCell<Taps>>) -> Result<minifb::Window, DisplayError> {
    let width = size.width.clamp(SMALLEST.width, LARGEST.width) as usize;
    let height = size.height.clamp(SMALLEST.height, LARGEST.height) as usize;
    let mut window = minifb::Window::new("Supple", width, height, options).map_err(|error| not_opened(&error))?;
    // It is drawn when there is something new, and waits for that by itself.
    window.set_target_fps(0);
    window.set_background_color(0x12, 0x16, 0x1C);
    window.set_input_callback(Box::new(Listener { taps: Rc::clone(taps) }));
    Ok(window)
}

impl DesktopWindow {
    /// Opens a window of `size` pixels, which the person may change; sizes outside 320×240 to 7680×4320 are brought
    /// inside. Fails where there is no desktop to open it on.
    pub fn open(size: Size) -> Result<Self, DisplayError> {
        let taps = Rc::new(RefCell::new(Taps::default()));
        // Between a resize and the next picture of that size nothing may be stretched.
        let options = WindowOptions { resize: true, scale_mode: ScaleMode::UpperLeft, ..WindowOptions::default() };
        let window = opened(size, options, &taps)?;
        Ok(Self { window, taps, mouse: Mouse::default(), size_before: None })
    }
}

impl Display for DesktopWindow {
    fn size(&self) -> Size {
        let (width, height) = self.window.get_size();
        let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
        Size::new(side(width), side(height))
    }

    fn show(&mut self, pixels: &[u32], size: Size) -> Result<Vec<Input>, DisplayError> {
        if self.window.is_open() {
            if size.width == 0 || size.height == 0 {
                // A minimised window has no pixels but still gets keys and may be opened again.
                self.window.update();
            } else {
                let (width, height) = (size.width as usize, size.height as usize);
                self.window.update_with_buffer(pixels, width, height).map_err(|error| not_drawn(&error))?;
            }
        }
        Ok(self.inputs())
    }

    fn wait(&mut self, news: &Latest<()>) -> Result<Vec<Input>, DisplayError> {
        // Whether it is the news or the time that has come, the caller sees.
        let _ = news.take_within(KEYS_WITHIN);
        if self.window.is_open() {
            self.window.update();
        }
        Ok(self.inputs())
    }

    /// There is no way to ask for the whole screen; a window without borders, as large as the screen, comes to the same. Where nobody says
    /// how large the screen is, nothing happens.
    fn toggle_full_screen(&mut self) -> Result<(), DisplayError> {
        let usual = WindowOptions { resize: true, scale_mode: ScaleMode::UpperLeft, ..WindowOptions::default() };
        if let Some(before) = self.size_before.take() {
            self.window = opened(before, usual, &self.taps)?;
        } else if let Some(screen) = screen::size() {
            self.size_before = Some(self.size());
            let options = WindowOptions { borderless: true, title: false, topmost: true, ..usual };
            self.window = opened(screen, options, &self.taps)?;
            self.window.set_position(0, 0);
        }
        // What was held down has been let go with the old window.
        self.taps.borrow_mut().down.clear();
        Ok(())
    }
}

impl DesktopWindow {
    fn inputs(&mut self) -> Vec<Input> {
        let place = self.window.get_mouse_pos(MouseMode::Discard);
        let moved = self.mouse.look(place, self.window.get_mouse_down(MouseButton::Left));
        let keys = std::mem::take(&mut self.taps.borrow_mut().keys);
        let closed = (!self.window.is_open()).then_some(Input::Closed);
        keys.into_iter().map(Input::Key).chain(moved).chain(closed).collect()
    }
}

/// Hears of every press and release when the window takes its events in: unlike asking once a frame, that misses no tap.
struct Listener {
    taps: Rc<RefCell<Taps>>,
}

impl InputCallback for Listener {
    fn add_char(&mut self, character: u32) {
        // It lies on another key of each keyboard.
        if character == u32::from('?') {
            self.taps.borrow_mut().keys.push(Key::Question);
        }
    }

    fn set_key_state(&mut self, key: Pressed, down: bool) {
        self.taps.borrow_mut().hear(key, down);
    }
}

/// Keys tapped since they were last taken. A held key counts once: window systems repeat its press, not its release.
#[derive(Default)]
struct Taps {
    keys: Vec<Key>,
    down: Vec<Pressed>,
}

impl Taps {
    fn hear(&mut self, pressed: Pressed, down: bool) {
        if !down {
            self.down.retain(|held| *held != pressed);
        } else if !self.down.contains(&pressed) {
            self.down.push(pressed);
            self.keys.extend(code(pressed));
        }
    }
}

/// The mouse as it was seen last.
#[derive(Default)]
struct Mouse {
    place: Option<(u32, u32)>,
    is_down: bool,
}

impl Mouse {
    /// What is new of it. Pressed buttons count when they go down, within the window.
    fn look(&mut self, place: Option<(f32, f32)>, is_down: bool) -> Vec<Input> {
        let place = place.map(|(x, y)| (x.max(0.0) as u32, y.max(0.0) as u32));
        let moved = place.filter(|_| place != self.place).map(|(x, y)| Input::Moved { x, y });
        let click = place.filter(|_| is_down && !self.is_down).map(|(x, y)| Input::Click { x, y });
        (self.place, self.is_down) = (place, is_down);
        moved.into_iter().chain(click).collect()
    }
}

/// The key that is pressed, if it is one that may mean something.
fn code(pressed: Pressed) -> Option<Key> {
    match pressed {
        Pressed::Space => Some(Key::Space),
        Pressed::Escape => Some(Key::Escape),
        Pressed::Up => Some(Key::Up),
        Pressed::Down => Some(Key::Down),
        Pressed::Left => Some(Key::Left),
        Pressed::Right => Some(Key::Right),
        Pressed::Enter | Pressed::NumPadEnter => Some(Key::Enter),
        Pressed::Tab => Some(Key::Tab),
        pressed => {
            // Letters, digits and function keys stand in rows of their own.
            let place = |first: Pressed| (pressed as u8).checked_sub(first as u8);
            let digit = |first| place(first).filter(|digit| *digit < 10).map(Key::Digit);
            let letter = || place(Pressed::A).and_then(|place| ('a'..='z').nth(place.into())).map(Key::Letter);
            let function = || place(Pressed::F1).filter(|place| *place < 12).map(|place| Key::Function(place + 1));
            letter().or_else(|| digit(Pressed::Key0)).or_else(|| digit(Pressed::NumPad0)).or_else(function)
        }
    }
}

fn not_opened(error: &minifb::Error) -> DisplayError {
    DisplayError {
        what: format!("no window could be opened ({error})"),
        remedy: "Start it on a desktop, or coach without a window: add --headless, and --events - to see what \
                 happens. On Linux a window needs DISPLAY or WAYLAND_DISPLAY to be set and the packages libx11-6 and \
                 libxcursor1 (on Wayland libxkbcommon0)."
            .to_owned(),
    }
}

fn not_drawn(error: &minifb::Error) -> DisplayError {
    DisplayError {
        what: format!("the window could not be drawn in any more ({error})"),
        remedy: "Start the program again; if it stays that way, coach without a window: add --headless.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(events: &[(Pressed, bool)]) -> Vec<Key> {
        let mut taps = Taps::default();
        for (key, down) in events {
            taps.hear(*key, *down);
        }
        taps.keys
    }

    #[test]
    fn every_tap_within_one_frame_is_heard() {
        let tap = |key| [(key, true), (key, false)];
        let taps = [tap(Pressed::Space), tap(Pressed::N), tap(Pressed::Space)].concat();
        assert_eq!(heard(&taps), [Key::Space, Key::Letter('n'), Key::Space]);
    }

    #[test]
    fn a_held_key_counts_once() {
        let held = [(Pressed::Space, true); 20];
        assert_eq!(heard(&held), [Key::Space]);
        let again = [&held[..], &[(Pressed::Space, false), (Pressed::Space, true)]].concat();
        assert_eq!(heard(&again), [Key::Space, Key::Space]);
    }

    #[test]
    fn keys_are_called_by_what_is_on_them() {
        let keys = [Pressed::A, Pressed::Q, Pressed::Escape, Pressed::LeftShift, Pressed::Z].map(|key| (key, true));
        assert_eq!(heard(&keys), [Key::Letter('a'), Key::Letter('q'), Key::Escape, Key::Letter('z')]);
        let keys = [Pressed::Key0, Pressed::NumPad9, Pressed::F1, Pressed::F11, Pressed::NumPadEnter, Pressed::F13];
        let named = [Key::Digit(0), Key::Digit(9), Key::Function(1), Key::Function(11), Key::Enter];
        assert_eq!(heard(&keys.map(|key| (key, true))), named);
    }

    #[test]
    fn a_pressed_mouse_is_one_click_where_it_went_down() {
        let mut mouse = Mouse::default();
        assert_eq!(mouse.look(Some((3.7, 4.2)), false), [Input::Moved { x: 3, y: 4 }]);
        assert_eq!(mouse.look(Some((3.7, 4.2)), true), [Input::Click { x: 3, y: 4 }]);
        assert_eq!(mouse.look(Some((5.0, 4.2)), true), [Input::Moved { x: 5, y: 4 }]);
        assert_eq!(mouse.look(None, false), []);
    }

    #[test]
    fn errors_say_what_to_do() {
        let error = not_opened(&minifb::Error::WindowCreate("XOpenDisplay failed".into()));
        assert!(error.to_string().contains("XOpenDisplay failed") && error.remedy.contains("--headless"));
    }
}
