package org.galaxyvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README and documents point at exists: files, headings, classes. */
class DocumentLinksTest {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)\\s]*)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern DOCUMENT = Pattern.compile("docs/[A-Za-z0-9/_-]+\\.(?:md|png|jpg)");
    private static final Pattern CLASS = Pattern.compile(
            "`(?:org\\.galaxyvae\\.)?((?:pixel|base|network|model|train|survey|label|lab|score|show|night|command)(?:\\.[a-z]+)*\\.[A-Z][A-Za-z0-9]+)`");

    @Test
    void everyRelativeLinkLeadsToAFileAndAHeadingOfIt() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            String text = prose(document);
            for (String link : found(LINK, text)) {
                int hash = link.indexOf('#');
                String file = hash < 0 ? link : link.substring(0, hash);
                Path target = file.isEmpty()
                        ? document
                        : document.resolveSibling(file).normalize();
                if (!Files.exists(target)) {
                    broken.add(document + ": " + link);
                } else if (hash >= 0 && !anchors(target).contains(link.substring(hash + 1))) {
                    broken.add(document + ": no heading " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyDocumentNamedInCodeAndConfigurationExists() throws IOException {
        List<String> broken = new ArrayList<>();
        List<Path> files = new ArrayList<>(documents());
        files.addAll(below("src"));
        files.addAll(below("conf"));
        files.addAll(below("submit"));
        for (Path file : files) {
            for (String named : found(DOCUMENT, Files.readString(file))) {
                if (!Files.exists(Path.of(named))) {
                    broken.add(file + ": " + named);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyClassThatADocumentNamesWithItsPackageExists() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            for (String name : found(CLASS, Files.readString(document))) {
                String source = "java/org/galaxyvae/" + name.replace('.', '/') + ".java";
                if (!Files.exists(Path.of("src/main", source)) && !Files.exists(Path.of("src/test", source))) {
                    broken.add(document + ": " + name);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyDocumentIsReachedFromTheReadme() throws IOException {
        Set<Path> reached = new HashSet<>();
        List<Path> next = new ArrayList<>(List.of(Path.of("README.md")));
        while (!next.isEmpty()) {
            Path document = next.remove(next.size() - 1);
            if (reached.add(document) && document.toString().endsWith(".md")) {
                for (String link : found(LINK, prose(document))) {
                    String file = link.replaceFirst("#.*", "");
                    if (!file.isEmpty() && Files.isRegularFile(resolve(document, file))) {
                        next.add(resolve(document, file));
                    }
                }
            }
        }
        assertThat(reached).containsAll(documents());
    }

    private static Path resolve(Path document, String file) {
        return document.resolveSibling(file).normalize();
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(below("docs"));
        documents.add(Path.of("README.md"));
        documents.removeIf(file -> !file.toString().endsWith(".md"));
        return documents;
    }

    private static List<Path> below(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(md|java|jte|yaml|sh|xml|js|css)"))
                    .toList();
        }
    }

    /** The text without code blocks, in which a bracket before a parenthesis is no link. */
    private static String prose(Path document) throws IOException {
        return CODE_BLOCK.matcher(Files.readString(document)).replaceAll("");
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(match.groupCount()))
                .toList();
    }

    /** Headings as GitHub turns them into anchors: letters, digits, spaces as hyphens; repetitions are numbered. */
    private static Set<String> anchors(Path document) throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        for (String heading : found(HEADING, prose(document))) {
            String anchor = heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }
}
