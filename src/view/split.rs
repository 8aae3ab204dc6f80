//! Rectangles taken apart: each of these takes a strip off and leaves the rest, so that what comes next can't lie over it.

use super::layout::Rect;

impl Rect {
    /// Takes a strip of this height off the top, as much of it as there is.
    pub(super) fn take_top(&mut self, height: f64) -> Self {
        let height = height.clamp(0.0, self.height.max(0.0));
        let strip = Self { height, ..*self };
        (self.y, self.height) = (self.y + height, self.height - height);
        strip
    }

    /// The same off the bottom.
    pub(super) fn take_bottom(&mut self, height: f64) -> Self {
        let height = height.clamp(0.0, self.height.max(0.0));
        self.height -= height;
        Self { y: self.bottom(), height, ..*self }
    }

    /// The same off the left.
    pub(super) fn take_left(&mut self, width: f64) -> Self {
        let width = width.clamp(0.0, self.width.max(0.0));
        let strip = Self { width, ..*self };
        (self.x, self.width) = (self.x + width, self.width - width);
        strip
    }

    /// The same off the right.
    pub(super) fn take_right(&mut self, width: f64) -> Self {
        let width = width.clamp(0.0, self.width.max(0.0));
        self.width -= width;
        Self { x: self.right(), width, ..*self }
    }

    /// `count` cells of the same width side by side, with a gap between them.
    pub(super) fn columns(self, count: usize, gap: f64) -> impl Iterator<Item = Self> {
        let width = ((self.width + gap) / count.max(1) as f64 - gap).max(0.0);
        (0..count).map(move |place| Self { x: self.x + place as f64 * (width + gap), width, ..self })
    }

    /// Cells of this height one below the other, as many as fit, with a gap between them.
    pub(super) fn rows(self, height: f64, gap: f64) -> impl Iterator<Item = Self> {
        // A row must not be lost for the last digit of a sum.
        let count = ((self.height + gap) / (height + gap).max(1.0) + 1e-6) as usize;
        (0..count).map(move |place| Self { y: self.y + place as f64 * (height + gap), height, ..self })
    }

    /// The rectangle with `x` pixels taken off its left and right and `y` off its top and bottom.
    pub(super) fn shrunk(self, x: f64, y: f64) -> Self {
        let (x, y) = (x.min(self.width / 2.0), y.min(self.height / 2.0));
        Self::new(self.x + x, self.y + y, self.width - 2.0 * x, self.height - 2.0 * y)
    }

    /// Whether a place lies in it.
    pub(super) fn holds(self, point: crate::body::Point) -> bool {
        point.x >= self.x && point.x < self.right() && point.y >= self.y && point.y < self.bottom()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_and_the_rest_make_the_whole() {
        let mut rest = Rect::new(10.0, 20.0, 100.0, 50.0);
        assert_eq!(rest.take_top(10.0), Rect::new(10.0, 20.0, 100.0, 10.0));
        assert_eq!(rest.take_bottom(15.0), Rect::new(10.0, 55.0, 100.0, 15.0));
        assert_eq!(rest.take_left(30.0), Rect::new(10.0, 30.0, 30.0, 25.0));
        assert_eq!(rest.take_right(20.0), Rect::new(90.0, 30.0, 20.0, 25.0));
        assert_eq!(rest, Rect::new(40.0, 30.0, 50.0, 25.0));
        assert_eq!(rest.take_top(100.0).height.to_bits(), 25.0_f64.to_bits(), "no more than there is");
        assert_eq!(rest.height.to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn cells_fill_a_row_and_as_many_rows_as_fit_a_column() {
        let area = Rect::new(0.0, 0.0, 100.0, 50.0);
        let columns: Vec<Rect> = area.columns(3, 5.0).collect();
        assert_eq!(columns.len(), 3);
        assert!((columns[2].right() - 100.0).abs() < 1e-9, "{columns:?}");
        assert_eq!(area.rows(20.0, 10.0).count(), 2);
        assert_eq!(area.rows(20.1, 10.0).count(), 1);
        assert_eq!(area.rows(60.0, 10.0).count(), 0);
    }
}
