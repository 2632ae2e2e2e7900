package org.firewright.agent.iplist;

import java.io.IOException;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.bpf.VerifierException;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.SystemCallException;

/** What can stand against loading a list, in sentences. */
final class ListProblems {
    private ListProblems() {}

    static ProblemException tooLarge(ListContent list, long prefixes) {
        return ProblemException.of(
                Problem.Kind.CONTENT,
                String.format(
                        "List %s has %,d prefixes; at most %,d can be loaded.",
                        list.name(), prefixes, TrieFiller.MAX_PREFIXES),
                "Split the list, or leave out what is not needed.");
    }

    static ProblemException mapRefused(ListContent list, SystemCallException cause) {
        return switch (cause.errno()) {
            case Errno.EPERM, Errno.EACCES -> permission(list, cause);
            case Errno.ENOMEM ->
                problem(
                        Problem.Kind.REFUSED,
                        String.format(
                                "The host has no memory for the %,d ranges of list %s.", list.ranges(), list.name()),
                        "Free memory on the host, or deploy a smaller list.",
                        cause);
            case Errno.EINVAL ->
                problem(
                        Problem.Kind.MISSING_FEATURE,
                        "The kernel does not make the map (lpm_trie) that list " + list.name() + " needs.",
                        "Use a kernel of Linux 4.11 or newer with CONFIG_BPF_SYSCALL.",
                        cause);
            default ->
                problem(
                        Problem.Kind.REFUSED,
                        "List " + list.name() + " could not be loaded (" + cause.getMessage() + ").",
                        "",
                        cause);
        };
    }

    static ProblemException programRefused(ListContent list, IOException cause) {
        return switch (cause) {
            case VerifierException refused ->
                problem(
                        Problem.Kind.REFUSED,
                        "List " + list.name() + " cannot be used. " + refused.getMessage(),
                        "Update the host's kernel; if it is a current one, report this with the kernel's version.",
                        cause);
            case SystemCallException denied
            when denied.errno() == Errno.EPERM || denied.errno() == Errno.EACCES -> permission(list, cause);
            default ->
                problem(
                        Problem.Kind.REFUSED,
                        "The programs of list " + list.name() + " could not be loaded (" + cause.getMessage() + ").",
                        "",
                        cause);
        };
    }

    private static ProblemException permission(ListContent list, IOException cause) {
        return problem(
                Problem.Kind.PERMISSION,
                "The kernel does not let the agent load list " + list.name() + " (" + cause.getMessage() + ").",
                "Run the agent as root; in a container it needs CAP_BPF and CAP_NET_ADMIN.",
                cause);
    }

    private static ProblemException problem(Problem.Kind kind, String sentence, String remedy, IOException cause) {
        return new ProblemException(new Problem(kind, Place.HOST, sentence, remedy), cause);
    }
}
