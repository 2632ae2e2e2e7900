package org.firewright.agent;

import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The log: one line per event with time and level, a stack trace on the same line. */
final class OneLineFormat extends Formatter {
    /** Gives all loggers of this process this format. */
    static void install() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFormatter(new OneLineFormat());
        }
    }

    @Override
    public String format(LogRecord event) {
        StringBuilder line = new StringBuilder(160)
                .append(event.getInstant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(event.getLevel().getName())
                .append(' ')
                .append(oneLine(formatMessage(event)));
        for (Throwable cause = event.getThrown(); cause != null; cause = cause.getCause()) {
            line.append(" | ").append(oneLine(cause.toString()));
            for (StackTraceElement frame : cause.getStackTrace()) {
                line.append(" at ").append(frame);
            }
        }
        return line.append('\n').toString();
    }

    /** Text of others must not look like a line of ours. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
