package org.firewright.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.firewright.agent.api.AddressRanges;
import org.firewright.iplist.ListReader;

/**
 * The traffic generator of one host, a program of its own that the lab's script starts as root: sends packets into
 * each customer's namespace from the world's side and counts those that come out at the origin's.
 */
public final class Traffic {
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration DRAIN = Duration.ofSeconds(8);

    private final String host;
    private final Counts counts = new Counts();
    private final WorldSide world;
    private final OriginSide origin;

    private Traffic(String host, Path namespaces) throws IOException {
        this.host = host;
        // The same addresses in the same order each time, but others on each host.
        SplittableRandom random = new SplittableRandom(host.hashCode());
        AddressPool addresses = new AddressPool(list("ipsum"), list("germany6"), random.split());
        origin = new OriginSide(namespaces.resolve("origin"), counts);
        world = new WorldSide(namespaces.resolve("world"), addresses, random, counts);
    }

    /**
     * Runs until it is killed.
     *
     * @param arguments the host's name, its folder in the lab's state, the folder with the namespaces world and
     *     origin, and the number of the user who may ask it
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        Traffic traffic = new Traffic(arguments[0], Path.of(arguments[2]));
        // Half of it alone would be a lie: without one of the threads the program ends, and up starts it anew.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        Thread.ofPlatform().name("origin").start(traffic.origin);
        Thread.ofPlatform().name("world").start(traffic.world);
        new TrafficServer(traffic::answer).serve(folder, Integer.parseInt(arguments[3]));
    }

    private HostTraffic answer(TrafficRequest request) throws IOException {
        switch (request.verb()) {
            case FIGURES -> {}
            case RATES -> world.setRates(request.rates());
            case RESUME -> world.setRunning(true);
            case PAUSE -> {
                world.setRunning(false);
                if (!origin.awaitQuiet(QUIET, DRAIN)) {
                    throw new IOException(
                            "packets still arrive " + DRAIN.toSeconds() + " seconds after the last was sent");
                }
            }
        }
        return new HostTraffic(host, world.isRunning(), origin.unseen(), counts.figures());
    }

    private static AddressRanges list(String name) throws IOException {
        return ListReader.parse(name, SampleProject.list(name)).ranges();
    }
}
