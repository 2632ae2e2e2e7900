package org.firewright.ui.lists;

import java.util.function.BooleanSupplier;

/**
 * How full each cell of a window is.
 *
 * @param window the window
 * @param levels row by row: 0 for a cell without an address, else 1 to 255 on a logarithmic scale to full, since a
 *     single address of a /16 shall be seen as well
 */
@SuppressWarnings("ArrayRecordComponent") // 64 KiB, made once and drawn once
public record MapPicture(MapWindow window, byte[] levels) {
    /** Draws a list; gives up, with a picture half done, as soon as it is not wanted any more. */
    public static MapPicture of(AddressCounts list, MapWindow window, BooleanSupplier unwanted) {
        byte[] levels = new byte[MapWindow.CELLS * MapWindow.CELLS];
        int bits = 32 - window.prefixLength();
        for (int row = 0; row < MapWindow.CELLS && !unwanted.getAsBoolean(); row++) {
            for (int column = 0; column < MapWindow.CELLS; column++) {
                levels[row * MapWindow.CELLS + column] = level(list.in(window.prefix(column, row)), bits);
            }
        }
        return new MapPicture(window, levels);
    }

    /** How many cells hold an address. */
    public int filled() {
        int filled = 0;
        for (byte level : levels) {
            filled += level == 0 ? 0 : 1;
        }
        return filled;
    }

    /** The level of a cell, 0 to 255. */
    public int level(int column, int row) {
        return levels[row * MapWindow.CELLS + column] & 0xff;
    }

    private static byte level(long count, int bits) {
        if (count == 0) {
            return 0;
        }
        double part = bits == 0 ? 1 : Math.log((double) count) / Math.log(2) / bits;
        return (byte) Math.round(64 + part * 191);
    }
}
