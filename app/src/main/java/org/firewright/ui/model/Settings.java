package org.firewright.ui.model;

/**
 * What the person has set.
 *
 * @param theme which of the themes, or as the system has it
 * @param fontSize of plain text, in points from {@value #SMALLEST} to {@value #LARGEST}
 * @param counterSeconds how often counters are read, from 1 to 60
 * @param sshSeconds how long a host may take to answer, from 1 to 120
 */
public record Settings(Choice theme, int fontSize, int counterSeconds, int sshSeconds) {
    public static final int SMALLEST = 10;
    public static final int LARGEST = 26;

    /** What holds before anything is set. */
    public static final Settings DEFAULT = new Settings(Choice.SYSTEM, 13, 1, 10);

    /** Which theme. */
    public enum Choice {
        SYSTEM,
        LIGHT,
        DARK
    }

    /** Whatever a file may say, what is out of range is brought back into it. */
    public Settings {
        theme = theme == null ? Choice.SYSTEM : theme;
        fontSize = fontSize == 0 ? 13 : Math.clamp(fontSize, SMALLEST, LARGEST);
        counterSeconds = counterSeconds == 0 ? 1 : Math.clamp(counterSeconds, 1, 60);
        sshSeconds = sshSeconds == 0 ? 10 : Math.clamp(sshSeconds, 1, 120);
    }

    /** The same with another theme. */
    public Settings with(Choice choice) {
        return new Settings(choice, fontSize, counterSeconds, sshSeconds);
    }

    /** The same with another size of text. */
    public Settings withFontSize(int points) {
        return new Settings(theme, points, counterSeconds, sshSeconds);
    }

    /** The same with counters read so often. */
    public Settings withCounterSeconds(int seconds) {
        return new Settings(theme, fontSize, seconds, sshSeconds);
    }

    /** The same with this patience for hosts. */
    public Settings withSshSeconds(int seconds) {
        return new Settings(theme, fontSize, counterSeconds, seconds);
    }
}
