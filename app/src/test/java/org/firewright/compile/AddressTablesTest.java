package org.firewright.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListKind;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectFile;
import org.firewright.policy.ProjectProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressTablesTest {
    @TempDir
    Path folder;

    @Test
    void allCountriesTravelAsOneTableThatRulesLookInto() throws IOException {
        write("c/de.txt", "192.0.2.0/24\n");
        write("c/fr.txt", "198.51.100.0/24\n2001:db8::/32\n");
        write("as.txt", "192.0.2.0/24 64496\n");
        CompiledProject compiled = compile("countries: c\nas-numbers: as.txt\n");
        assertThat(compiled.problems()).isEmpty();
        Deployment deployment = compiled.deployment("me", compiled.project().targets());
        assertThat(deployment.lists())
                .extracting(ListContent::name, ListContent::ranges, ListContent::kind)
                .containsExactly(tuple("countries", 3L, ListKind.VALUES), tuple("as-numbers", 1L, ListKind.VALUES));
        assertThat(deployment.lists())
                .allSatisfy(list -> assertThat(compiled.content(list.digest())).isPresent());
        Compilation edge = compiled.policy("edge").orElseThrow();
        assertThat(edge.rules().getFirst().explanation())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "decides on ip.src.country",
                                "one table of all countries (3 ranges with a value each)"));
        assertThat(edge.programs())
                .allSatisfy(program -> assertThat(program.lists()).isNotEmpty());
        // Either country: one program that looks into the same table twice.
        assertThat(edge.programs().get(1).lists()).hasSize(2);
    }

    @Test
    void withoutASourceTheRuleIsRefusedAndTheRemedyTold() throws IOException {
        assertThat(compile("").problems())
                .filteredOn(ProjectProblem::isError)
                .extracting(ProjectProblem::text)
                .hasSize(3)
                .first()
                .asString()
                .contains(
                        "edge, rule 1 (Country), column 1: ip.src.country needs to know the countries of addresses,"
                                + " and the project names nothing that tells them.",
                        "countries: lists/countries");
    }

    @Test
    void aSourceThatCannotBeReadIsToldOnceAndOnlyWhoNeedsItIsRefused() throws IOException {
        write("as.txt", "192.0.2.0/24 64496\n");
        CompiledProject compiled = compile("countries: gone\nas-numbers: as.txt\n");
        assertThat(compiled.problems())
                .extracting(ProjectProblem::text)
                .anySatisfy(text -> assertThat(text).startsWith("gone: There is no readable"))
                .anySatisfy(text -> assertThat(text).contains("rule 1", "The countries of addresses could not be read"))
                .noneSatisfy(text -> assertThat(text).contains("rule 3"));
    }

    private CompiledProject compile(String sources) throws IOException {
        write(Project.FILE, """
                firewright: 1
                name: Test
                %spolicies:
                  edge:
                    hook: forward
                    default: accept
                    rules:
                      - name: Country
                        when: ip.src.country in {"DE" "FR"}
                        action: drop
                      - name: Either
                        when: ip.geoip.country != "DE"
                        action: count
                      - name: System
                        when: ip.dst.asnum == 64496 and tcp.dstport == 80
                        action: drop
                targets:
                  lab1:
                    acme: edge
                """.formatted(sources));
        return new ProjectCompiler().compile(ProjectFile.read(folder).project().orElseThrow());
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
