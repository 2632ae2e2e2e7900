package org.firewright.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.firewright.expression.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells in one sentence why a command line makes no sense, and what may have been meant. */
final class WrongUsage {
    private WrongUsage() {}

    /** Prints the sentence; returns the exit code. */
    static int tell(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        PrintWriter sentences = command.getErr();
        sentences.println(
                sentence(fault, command) + " See " + command.getCommandSpec().qualifiedName() + " --help");
        sentences.flush();
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException fault, CommandLine command) {
        return switch (fault) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched, command);
            case MissingParameterException missing -> missing(missing.getMissing());
            case OverwrittenOptionException twice -> label(twice.getOverwritten()) + " stands there twice.";
            default -> wrongValue(fault).orElseGet(() -> sentence(fault.getMessage()));
        };
    }

    private static Optional<String> wrongValue(ParameterException fault) {
        if (fault.getArgSpec() == null || fault.getValue() == null) {
            return Optional.empty();
        }
        return taken(fault.getArgSpec().type())
                .map(taken -> "\"" + shown(fault.getValue()) + "\" is not what " + label(fault.getArgSpec())
                        + " takes: " + taken + ".");
    }

    private static String missing(List<ArgSpec> arguments) {
        ArgSpec first = arguments.getFirst();
        return first.isOption()
                ? label(first) + " lacks its value."
                : "Missing: " + arguments.stream().map(WrongUsage::label).collect(Collectors.joining(", ")) + ".";
    }

    private static Optional<String> taken(Class<?> type) {
        if (type.isEnum()) {
            List<String> words = Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList();
            return Optional.of(String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast());
        }
        return type == int.class
                ? Optional.of("a whole number")
                : type == Double.class ? Optional.of("a number") : Optional.empty();
    }

    private static String unmatched(UnmatchedArgumentException fault, CommandLine command) {
        String word = fault.getUnmatched().getFirst();
        boolean option = word.startsWith("-");
        boolean verbs = !option && !command.getSubcommands().isEmpty();
        List<String> known = option
                ? command.getCommandSpec().options().stream()
                        .map(OptionSpec::longestName)
                        .toList()
                : verbs ? List.copyOf(command.getSubcommands().keySet()) : List.of();
        String what = option ? "There is no option " : verbs ? "There is no verb " : "One word too many: ";
        String question = Suggestion.question(word, known);
        if (question.isEmpty() && verbs) {
            question = "There are: " + String.join(", ", known) + ".";
        }
        return what + shown(word) + "." + (question.isEmpty() ? "" : " " + question);
    }

    private static String label(ArgSpec argument) {
        return argument.isOption() ? ((OptionSpec) argument).longestName() : argument.paramLabel();
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private static String shown(String word) {
        return word.replaceAll("\\p{Cntrl}", "?");
    }
}
