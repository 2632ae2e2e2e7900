package org.firewright.lab;

import com.google.gson.Gson;
import java.util.Locale;

/**
 * What one can ask of a traffic generator. Each request is a line on its socket; the answer is a line too, a
 * {@link HostTraffic} or a {@link Refusal} as JSON.
 *
 * @param verb what to do
 * @param rates with {@link Verb#RATES} only, else null
 */
record TrafficRequest(Verb verb, Rates rates) {
    static final TrafficRequest FIGURES = new TrafficRequest(Verb.FIGURES, null);
    static final TrafficRequest PAUSE = new TrafficRequest(Verb.PAUSE, null);
    static final TrafficRequest RESUME = new TrafficRequest(Verb.RESUME, null);

    private static final Gson GSON = new Gson();

    enum Verb {
        FIGURES,
        PAUSE,
        RESUME,
        RATES
    }

    /** The answer to a request that cannot be met. */
    record Refusal(String refused) {}

    static TrafficRequest rates(Rates rates) {
        return new TrafficRequest(Verb.RATES, rates);
    }

    /** The request as one line, without its end. */
    String line() {
        String word = verb.name().toLowerCase(Locale.ROOT);
        return rates == null ? word : word + " " + GSON.toJson(rates);
    }

    /** Reads what {@link #line} wrote; IllegalArgumentException when it makes no sense. */
    static TrafficRequest parse(String line) {
        int space = line.indexOf(' ');
        String word = space < 0 ? line : line.substring(0, space);
        Verb verb = Verb.valueOf(word.toUpperCase(Locale.ROOT));
        if (verb != Verb.RATES) {
            return new TrafficRequest(verb, null);
        }
        try {
            Rates rates = GSON.fromJson(line.substring(space + 1), Rates.class);
            if (rates == null) {
                throw new IllegalArgumentException("There are no rates in the request.");
            }
            return rates(rates);
        } catch (RuntimeException e) { // besides its own, Gson throws what the record's constructor does, wrapped
            throw new IllegalArgumentException("The rates cannot be read: " + e.getMessage(), e);
        }
    }
}
