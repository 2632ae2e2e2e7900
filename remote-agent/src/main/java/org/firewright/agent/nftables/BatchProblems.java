package org.firewright.agent.nftables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.Problem.Kind;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.netlink.KernelError;

/** Says in sentences what the kernel has against a batch, and against which rule and condition of it. */
final class BatchProblems {
    private final Batch batch;
    private final Predicate<String> pinExists;

    private BatchProblems(Batch batch, Predicate<String> pinExists) {
        this.batch = batch;
        this.pinExists = pinExists;
    }

    /**
     * One problem for each place, in the order of the rules; empty when there is no error among the answers.
     *
     * @param pinExists whether something is pinned at a path, to tell a missing pin from a missing kernel module
     */
    static List<Problem> of(Batch batch, List<Transaction.Refusal> refusals, Predicate<String> pinExists) {
        BatchProblems problems = new BatchProblems(batch, pinExists);
        Map<Place, Problem> byPlace = new LinkedHashMap<>();
        for (Transaction.Refusal refusal : refusals) {
            Problem problem = problems.problem(refusal);
            // What follows from an error, such as a lookup in a set that could not be made, comes after it.
            byPlace.putIfAbsent(problem.place(), problem);
        }
        return List.copyOf(byPlace.values());
    }

    private Problem problem(Transaction.Refusal refusal) {
        KernelError error = refusal.error();
        if (refusal.itemAt() < 0) {
            return whole(error);
        }
        Batch.Origin origin = batch.origin(refusal.itemAt());
        if (refusal.stepAt() < 0) {
            return object(error, origin);
        }
        Batch.StepOrigin step = origin.steps().get(refusal.stepAt());
        Place rule = origin.place();
        if (step.condition() == 0) {
            return action(error, rule);
        }
        Place place = new Place(rule.namespace(), rule.rule(), rule.ruleName(), step.condition());
        return step.pin() == null ? comparison(error, place) : program(error, place, step.pin());
    }

    private Problem whole(KernelError error) {
        return switch (error.errno()) {
            case Errno.ERESTART ->
                new Problem(
                        Kind.CONFLICT,
                        batch.whole(),
                        "The rules were changed by somebody else since they were looked at.",
                        "Look at the preview again, then deploy.");
            case Errno.EPERM ->
                new Problem(
                        Kind.PERMISSION,
                        batch.whole(),
                        "The agent may not change the rules of this namespace.",
                        "Let it run as root, or with CAP_NET_ADMIN.");
            case Errno.EOPNOTSUPP ->
                new Problem(
                        Kind.MISSING_FEATURE,
                        batch.whole(),
                        "The kernel has no nf_tables.",
                        "Load the module nf_tables, or use a kernel that has it.");
            case Errno.ENOMEM ->
                new Problem(
                        Kind.REFUSED,
                        batch.whole(),
                        "The kernel has no memory left for these rules.",
                        "Use fewer rules or values, or free memory.");
            default ->
                new Problem(
                        Kind.REFUSED,
                        batch.whole(),
                        "The kernel refused to apply the rules: " + reason(error) + ".",
                        "");
        };
    }

    private Problem object(KernelError error, Batch.Origin origin) {
        boolean values = error.errno() == Errno.EEXIST || error.errno() == Errno.ENOTEMPTY;
        if (origin.place().condition() > 0 && values) {
            return new Problem(
                    Kind.REFUSED, origin.place(), "Some of its values overlap.", "Join the intervals that overlap.");
        }
        String remedy = error.errno() == Errno.ENFILE ? "There are more values than the set was made for." : "";
        return new Problem(
                Kind.REFUSED,
                origin.place(),
                "The kernel refused " + origin.subject() + ": " + reason(error) + ".",
                remedy);
    }

    private static Problem action(KernelError error, Place place) {
        if (error.errno() == Errno.ENOENT) {
            return new Problem(
                    Kind.MISSING_FEATURE,
                    place,
                    "The kernel cannot do what the rule does: the module for it is missing.",
                    "Install the kernel's full set of netfilter modules.");
        }
        return new Problem(Kind.REFUSED, place, "The kernel refused what the rule does: " + reason(error) + ".", "");
    }

    private static Problem comparison(KernelError error, Place place) {
        if (error.errno() == Errno.ENOENT) {
            return new Problem(
                    Kind.MISSING_FEATURE,
                    place,
                    "The kernel cannot compare this: the module for it is missing.",
                    "Install the kernel's full set of netfilter modules.");
        }
        return new Problem(Kind.REFUSED, place, "The kernel refused this comparison: " + reason(error) + ".", "");
    }

    private Problem program(KernelError error, Place place, String pin) {
        if (error.errno() == Errno.ENOENT && pinExists.test(pin)) {
            return new Problem(
                    Kind.MISSING_FEATURE,
                    place,
                    "The kernel cannot call eBPF programs from nftables: the module xt_bpf or nft_compat is missing.",
                    "Install the kernel's full set of netfilter modules.");
        }
        return switch (error.errno()) {
            case Errno.ENOENT ->
                new Problem(
                        Kind.NOT_FOUND,
                        place,
                        "There is no program pinned at " + pin + ".",
                        "Deploy again: what is missing is loaded anew.");
            case Errno.EACCES ->
                new Problem(
                        Kind.REFUSED,
                        place,
                        pin + " is not in a bpf file system, or may not be opened.",
                        "Mount one with: mount -t bpf bpf /sys/fs/bpf");
            case Errno.EINVAL ->
                new Problem(Kind.REFUSED, place, "What is pinned at " + pin + " is not a socket filter program.", "");
            case Errno.EOPNOTSUPP ->
                new Problem(
                        Kind.MISSING_FEATURE,
                        place,
                        "This kernel calls no eBPF programs from tables of the family inet.",
                        "Use a newer kernel.");
            default ->
                new Problem(
                        Kind.REFUSED,
                        place,
                        "The kernel refused the program pinned at " + pin + ": " + reason(error) + ".",
                        "");
        };
    }

    private static String reason(KernelError error) {
        return Errno.describe(error.errno()) + (error.text().isEmpty() ? "" : ", " + error.text());
    }
}
