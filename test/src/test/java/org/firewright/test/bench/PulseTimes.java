package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * How long frames take, told by JavaFX's own flight recorder events: each phase of a pulse is one, on the JavaFX thread
 * and on the renderer's. The pulse log that JavaFX prints is no help, as it leaves out the phases of short pulses and
 * breaks the renderer where a pulse has nothing to draw.
 */
final class PulseTimes implements AutoCloseable {
    private static final String PHASE = "javafx.PulsePhase";

    /** The renderer's phase in which pixels are made; a pulse without it has drawn nothing. */
    private static final String PAINTING = "Painting";

    private final Recording recording = new Recording();

    private PulseTimes() {
        recording.enable(PHASE).withoutThreshold().withoutStackTrace();
        recording.start();
    }

    /** Begins to watch; JavaFX must not be running yet, as it asks only once whether somebody records. */
    static PulseTimes begin() {
        return new PulseTimes();
    }

    /**
     * Milliseconds of each frame whose pulse began between two moments: from the begin of the pulse until the renderer is
     * done with it.
     */
    List<Double> between(Instant from, Instant to) throws IOException {
        Path file = Files.createTempFile("pulses-", ".jfr");
        try {
            recording.dump(file);
            Pulses pulses = new Pulses();
            RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals(PHASE))
                    .forEach(pulses::add);
            return pulses.drawn(from, to);
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() {
        recording.close();
    }

    private record Span(Instant from, Instant to) {
        static Span of(RecordedEvent event) {
            return new Span(event.getStartTime(), event.getEndTime());
        }

        Span and(Span other) {
            return new Span(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
        }

        double millis() {
            return Duration.between(from, to).toNanos() / 1e6;
        }
    }

    /** All phases by their pulse. */
    private static final class Pulses {
        private final Map<Integer, Span> spans = new TreeMap<>();
        private final Set<Integer> painted = new HashSet<>();

        void add(RecordedEvent phase) {
            int pulse = phase.getInt("pulseId");
            spans.merge(pulse, Span.of(phase), Span::and);
            if (phase.getString("phaseName").equals(PAINTING)) {
                painted.add(pulse);
            }
        }

        List<Double> drawn(Instant from, Instant to) {
            List<Double> frames = new ArrayList<>();
            spans.forEach((pulse, span) -> {
                // Pulse 0 stands for what is drawn outside of pulses.
                if (pulse != 0 && painted.contains(pulse) && !span.from.isBefore(from) && span.from.isBefore(to)) {
                    frames.add(span.millis());
                }
            });
            return frames;
        }
    }
}
