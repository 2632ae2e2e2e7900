package org.firewright.ui.lists;

import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;

/**
 * The part of the IPv4 map that is seen: {@value #CELLS} cells along each side, of which each is a prefix.
 *
 * @param zoom 0 shows all addresses with a /16 in a cell; each step halves the sides, until a cell is one address
 * @param x cells of this zoom left of the window
 * @param y cells of this zoom above the window
 */
public record MapWindow(int zoom, int x, int y) {
    /** Cells along each side. */
    public static final int CELLS = 256;

    /** Where a cell is one address. */
    public static final int MAX_ZOOM = 8;

    /** All addresses. */
    public static final MapWindow WHOLE = new MapWindow(0, 0, 0);

    public MapWindow {
        zoom = Math.clamp(zoom, 0, MAX_ZOOM);
        int most = (CELLS << zoom) - CELLS;
        x = Math.clamp(x, 0, most);
        y = Math.clamp(y, 0, most);
    }

    /** The window of this zoom that shows the block around its middle. */
    public static MapWindow around(IpAddress address, int zoom) {
        long place = Hilbert.place((int) address.lower());
        int shift = MAX_ZOOM - zoom;
        return new MapWindow(zoom, ((int) (place >>> 32) >>> shift) - CELLS / 2, ((int) place >>> shift) - CELLS / 2);
    }

    /** Length of the prefix that a cell is. */
    public int prefixLength() {
        return 16 + 2 * zoom;
    }

    /** The addresses of a cell, counted from the window's upper left corner. */
    public AddressRange prefix(int column, int row) {
        int shift = MAX_ZOOM - zoom;
        IpAddress inside = IpAddress.v4(Hilbert.address((x + column) << shift, (y + row) << shift));
        return AddressRange.prefix(inside, prefixLength());
    }

    /** The column of the cell that holds an address; outside of 0 to {@value #CELLS} where the window does not. */
    public int column(IpAddress address) {
        return ((int) (Hilbert.place((int) address.lower()) >>> 32) >>> (MAX_ZOOM - zoom)) - x;
    }

    /** The row of the cell that holds an address; outside of 0 to {@value #CELLS} where the window does not. */
    public int row(IpAddress address) {
        return ((int) Hilbert.place((int) address.lower()) >>> (MAX_ZOOM - zoom)) - y;
    }

    /** Nearer or, for a negative number, farther by so many steps; what is at this cell stays where it is. */
    public MapWindow zoomed(int steps, int column, int row) {
        int next = Math.clamp((long) zoom + steps, 0, MAX_ZOOM);
        return new MapWindow(next, scaled(x + column, next) - column, scaled(y + row, next) - row);
    }

    /** Moved by so many cells. */
    public MapWindow moved(int columns, int rows) {
        return new MapWindow(zoom, x + columns, y + rows);
    }

    private int scaled(int at, int next) {
        return next >= zoom ? at << (next - zoom) : at >> (zoom - next);
    }
}
