package org.firewright.ui.lists;

/**
 * The Hilbert curve over the IPv4 addresses: neighbours on it are neighbours in the square, so every prefix of even
 * length is a square and every other one two squares side by side. D. Hilbert, "Über die stetige Abbildung einer Linie
 * auf ein Flächenstück", 1891.
 */
final class Hilbert {
    /** How many addresses stand along each side: 65,536. */
    static final int SIDE = 1 << 16;

    private Hilbert() {}

    /** The address, as an unsigned number, at a place of the square; {@code y} grows downwards. */
    static int address(int x, int y) {
        int address = 0;
        int a = x;
        int b = y;
        for (int half = SIDE / 2; half > 0; half /= 2) {
            int right = (a & half) != 0 ? 1 : 0;
            int below = (b & half) != 0 ? 1 : 0;
            address += half * half * ((3 * right) ^ below);
            if (below == 0) {
                if (right == 1) {
                    a = SIDE - 1 - a;
                    b = SIDE - 1 - b;
                }
                int swapped = a;
                a = b;
                b = swapped;
            }
        }
        return address;
    }

    /** Where an address stands: x in the upper half, y in the lower 32 bits. */
    static long place(int address) {
        int x = 0;
        int y = 0;
        for (int level = 0; level < 16; level++) {
            int quarter = (address >>> (2 * level)) & 3;
            int right = quarter >>> 1;
            int below = (quarter & 1) ^ right;
            int side = 1 << level;
            if (below == 0) {
                if (right == 1) {
                    x = side - 1 - x;
                    y = side - 1 - y;
                }
                int swapped = x;
                x = y;
                y = swapped;
            }
            x += side * right;
            y += side * below;
        }
        return (long) x << 32 | y;
    }
}
