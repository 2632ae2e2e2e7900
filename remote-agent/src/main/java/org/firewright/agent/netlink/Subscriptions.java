package org.firewright.agent.netlink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.firewright.agent.linux.Epoll;
import org.firewright.agent.linux.SystemCallException;

/** Several subscriptions that are looked at together, again and again. To be used by one thread; another one may wait. */
public final class Subscriptions implements AutoCloseable {
    private final Epoll epoll;
    private final Map<Integer, Subscription> byNumber = new HashMap<>();

    private Subscriptions(Epoll epoll) {
        this.epoll = epoll;
    }

    /** None so far. */
    public static Subscriptions open() throws SystemCallException {
        return new Subscriptions(Epoll.open());
    }

    /** Adds one. */
    public void add(Subscription subscription) throws SystemCallException {
        epoll.add(subscription.socket());
        byNumber.put(subscription.socket().number(), subscription);
    }

    /** Takes one out, to be done before it is closed. */
    public void remove(Subscription subscription) throws SystemCallException {
        byNumber.remove(subscription.socket().number());
        epoll.remove(subscription.socket());
    }

    /** Waits until one has something to be taken, which it leaves there; false when the time is over first. */
    public boolean await(int atMostMillis) throws SystemCallException {
        return epoll.await(atMostMillis);
    }

    /** Those that have something to be taken now; of many only some. */
    public List<Subscription> ready() throws SystemCallException {
        List<Subscription> ready = new ArrayList<>();
        for (int number : epoll.ready()) {
            ready.add(byNumber.get(number));
        }
        return ready;
    }

    @Override
    public void close() {
        epoll.close();
    }
}
