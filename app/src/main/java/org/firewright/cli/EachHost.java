package org.firewright.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.remote.AgentSession;

/** Asks several hosts at the same time. */
final class EachHost {
    private EachHost() {}

    /** What is asked of one host. */
    interface Question<T> {
        T ask(AgentSession session) throws ProblemException;
    }

    /** What a host said, or the problem instead. */
    sealed interface Answer<T> {
        record Given<T>(T value) implements Answer<T> {}

        record Missing<T>(Problem problem) implements Answer<T> {}
    }

    /** The answers by host, in the order of the hosts. */
    static <T> Map<String, Answer<T>> ask(Collection<String> hosts, OpenSessions sessions, Question<T> question) {
        List<Future<Answer<T>>> tasks = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String host : hosts) {
                tasks.add(threads.submit(() -> answer(host, sessions, question)));
            }
        }
        Map<String, Answer<T>> answers = new LinkedHashMap<>();
        int next = 0;
        for (String host : hosts) {
            answers.put(host, finished(tasks.get(next++)));
        }
        return answers;
    }

    private static <T> Answer<T> answer(String host, OpenSessions sessions, Question<T> question) {
        try {
            return new Answer.Given<>(question.ask(sessions.with(host)));
        } catch (ProblemException e) {
            return new Answer.Missing<>(e.problem());
        }
    }

    private static <T> Answer<T> finished(Future<Answer<T>> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().toString(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("A finished task was waited for.", e);
        }
    }
}
