package org.galaxyvae.show.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.galaxyvae.SparkTest;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/** The page in a real browser: what one sees, types and prints. One page and one browser, as both take seconds. */
class ReportPageIT extends SparkTest {
    private static final String TOP = "#top .card";

    @Test
    void isReadLabeledAndPrintedInABrowser() throws Exception {
        Path downloads = Files.createDirectory(directory.resolve("downloads"));
        try (Chromium browser = Chromium.start(downloads)) {
            ReportedSurvey survey = new ReportedSurvey(context("report.others=6", "report.map_points=100"));
            survey.write();
            survey.writeOptional();
            Path page = directory.resolve("page.html");
            ReportSummary summary =
                    ReportStage.run(survey.context(), new ReportRequest(null, 10, "kind", page.toString()), Map.of());
            browser.open(page);
            asksNoNetworkAndRunsNothingForeign(browser);
            filtersAndSorts(browser);
            keepsLabelsGivenByKeys(browser, summary.runId(), page, downloads);
            readsLabelsOfOthers(browser, downloads);
            drawsAndZoomsTheMap(browser);
            fitsAPhone(browser);
            prints(browser);
            savesAfterEachLabelInAFile(browser, page);
            browser.requireSilence();
        }
    }

    private static void asksNoNetworkAndRunsNothingForeign(Chromium browser) {
        browser.requireSilence();
        assertThat(browser.is("window.hacked === undefined")).isTrue();
        assertThat((List<?>) browser.run("return performance.getEntriesByType('resource').map(e => e.name)"
                        + ".filter(name => !name.startsWith('data:'))"))
                .isEmpty();
        assertThat(browser.all(TOP)).hasSize(10);
        assertThat(browser.run("return document.querySelector('.card[data-rank=\"1\"] .id').textContent"))
                .isEqualTo(ReportedSurvey.HARMFUL);
        assertThat(browser.is("Array.from(document.images).every(i => i.src.startsWith('data:image/'))"))
                .isTrue();
        assertThat(browser.is("Array.from(document.images).every(i => i.alt !== '')"))
                .isTrue();
        // what slips in all the same does not run
        browser.run("document.body.insertAdjacentHTML('beforeend', '<b id=late onclick=\"window.hacked=9\">x</b>')");
        browser.run("document.getElementById('late').click(); document.getElementById('late').remove()");
        assertThat(browser.is("window.hacked === undefined")).isTrue();
        browser.driver().manage().logs().get("browser"); // in which the browser has said that it refused
    }

    private static void filtersAndSorts(Chromium browser) {
        WebElement filter = browser.find("#top .filter");
        filter.sendKeys("onerror");
        assertThat(browser.number("document.querySelectorAll('#top .card:not([hidden])').length"))
                .isEqualTo(1);
        assertThat(browser.find("#top .shown").getText()).isEqualTo("1 of 10");
        filter.clear();
        filter.sendKeys(" ", Keys.BACK_SPACE);
        assertThat(browser.number("document.querySelectorAll('#top .card:not([hidden])').length"))
                .isEqualTo(10);
        Select sort = new Select(browser.find("#top .sort"));
        sort.selectByValue("mse");
        assertThat(browser.is(
                        "Array.from(document.querySelectorAll('#top .card [data-evidence=mse]'), e => +e.dataset.depth)"
                                + ".every((depth, i, all) => i === 0 || all[i - 1] >= depth)"))
                .isTrue();
        sort.selectByValue("rank");
        assertThat(browser.find(TOP).getDomAttribute("data-rank")).isEqualTo("1");
    }

    private static void keepsLabelsGivenByKeys(Chromium browser, String runId, Path page, Path downloads)
            throws Exception {
        WebElement body = browser.find("body");
        browser.run("document.activeElement.blur()");
        body.sendKeys("?");
        assertThat(browser.find("#keys").isDisplayed()).isTrue();
        browser.escape();
        browser.run("document.activeElement.blur()");
        body.sendKeys("j");
        assertThat(browser.run("return document.activeElement.dataset.id")).isEqualTo(ReportedSurvey.HARMFUL);
        browser.type("4");
        browser.find("#who-name").sendKeys("Ada, \"A.\"", Keys.ENTER);
        browser.until(
                "document.querySelector('.card.current [data-interest=\"4\"]').getAttribute('aria-pressed') === 'true'");
        browser.run("document.querySelector('.card.current').focus()");
        browser.type("a");
        browser.type("c");
        browser.type("a \"ring\", or = two", Keys.ENTER);
        browser.escape();
        browser.type(Keys.ARROW_RIGHT);
        browser.type("5");
        browser.type("2");
        browser.type("j");
        browser.type("1");
        browser.type("1"); // takes it back
        browser.type("k");
        String second = (String) browser.run("return document.activeElement.dataset.id");
        String third = (String) browser.run("return document.querySelectorAll('#top .card')[2].dataset.id");
        browser.open(page); // as when it is opened again
        assertThat(browser.find("#label-count").getText()).isEqualTo("2 labels");
        assertThat(browser.find("#label-who").getText()).isEqualTo("Labeler: Ada, \"A.\"");
        browser.find("#label-download").click();
        String csv = downloaded(downloads.resolve("labels.csv"));
        assertThat(csv.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z", "NOW"))
                .isEqualTo("object_id,interest,artefact,comment,labeler,labeled_at,run_id\n"
                        + quoted(ReportedSurvey.HARMFUL) + ",4,true," + quoted("a \"ring\", or = two") + ","
                        + quoted("Ada, \"A.\"") + ",NOW," + runId + "\n"
                        + second + ",2,,," + quoted("Ada, \"A.\"") + ",NOW," + runId + "\n"
                        + third + ",,,," + quoted("Ada, \"A.\"") + ",NOW," + runId + "\n");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The browser renames a download when it is whole. */
    private static String downloaded(Path file) throws Exception {
        Instant end = Instant.now().plusSeconds(20);
        while (!Files.exists(file) || Files.size(file) == 0) {
            assertThat(Instant.now()).as("waiting for " + file).isBefore(end);
            Thread.onSpinWait();
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static void readsLabelsOfOthers(Chromium browser, Path downloads) throws Exception {
        String header = "\ufeffobject_id,interest,artefact,comment,labeler,labeled_at,run_id\r\n";
        Path file = Files.writeString(
                downloads.resolve("theirs.csv"),
                header + "g99,5,,\"two\r\nlines\",Bob,2020-01-01T00:00:00Z,r\r\n"
                        + quoted(ReportedSurvey.HARMFUL) + ",0,,,Bob,2020-01-01T00:00:00Z,r\r\n"
                        + "g98,7,,,Bob,2020-01-01T00:00:00Z,r\r\n");
        browser.find("#label-input").sendKeys(file.toString());
        browser.until("document.getElementById('label-state').textContent.startsWith('Read ')");
        assertThat(browser.find("#label-state").getText())
                .isEqualTo("Read 1 labels, 1 were older than those here, 1 lines were not understood");
        // as JSON: the driver's own strings lose carriage returns
        assertThat((String) browser.run("return JSON.stringify(Labels.csv())"))
                .contains("g99,5,,\\\"two\\r\\nlines\\\",Bob,2020-01-01T00:00:00.000Z,r\\n")
                .contains(",4,true,");
        Path wrong = Files.writeString(downloads.resolve("wrong.csv"), "a,b\n1,2\n");
        browser.find("#label-input").sendKeys(wrong.toString());
        browser.until("document.getElementById('label-state').textContent.startsWith('Cannot read wrong.csv')");
    }

    private static void drawsAndZoomsTheMap(Chromium browser) {
        WebElement canvas = browser.find("#map-canvas canvas");
        browser.run("arguments[0].scrollIntoView({block: 'center'})", canvas);
        assertThat(browser.find("#map-canvas").getDomAttribute("data-points")).isEqualTo("40");
        String colors =
                "(c => { const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; const s = new Set();"
                        + " for (let i = 0; i < d.length; i += 4) s.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return s.size; })(arguments[0])";
        assertThat(browser.number(colors, canvas)).isGreaterThan(20);
        String chart = "echarts.getInstanceByDom(document.getElementById('map-canvas'))";
        // the harmful object has the first id of all, so that it is drawn at (0, 0)
        String at = chart + ".convertToPixel({seriesIndex: 0}, [0, 0])";
        int x = (int) (browser.number(at + "[0]") - browser.number("arguments[0].clientWidth / 2", canvas));
        int y = (int) (browser.number(at + "[1]") - browser.number("arguments[0].clientHeight / 2", canvas));
        new Actions(browser.driver()).moveToElement(canvas, x, y).perform();
        browser.until("document.querySelector('.map-tip .sprite')");
        assertThat(browser.find(".map-tip").getText()).startsWith(ReportedSurvey.HARMFUL);
        new Actions(browser.driver()).click().perform();
        assertThat(browser.find("#map-object b").getText()).isEqualTo(ReportedSurvey.HARMFUL);
        browser.find("#map-in").click();
        assertThat(browser.number(chart + ".getOption().dataZoom[0].end")).isBetween(70L, 90L);
        browser.find("#map-all").click();
        assertThat(browser.number(chart + ".getOption().dataZoom[0].end")).isEqualTo(100);
        Select colored = new Select(browser.find("#map-color"));
        assertThat(colored.getOptions())
                .extracting(WebElement::getText)
                .contains("anomaly_score", "rank percentile", "top_evidence", "split", "label");
        colored.selectByVisibleText("label");
        new Select(browser.find("#map-projection")).selectByValue("tsne");
        assertThat(browser.find("#map-canvas").getDomAttribute("data-points")).isEqualTo("40");
    }

    private static void fitsAPhone(Chromium browser) {
        browser.width(390);
        browser.until("innerWidth === 390");
        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        browser.width(1280);
    }

    private static void prints(Chromium browser) {
        browser.medium("print");
        browser.run("dispatchEvent(new Event('beforeprint'))");
        assertThat(browser.driver().findElement(By.id("labelbar")).isDisplayed())
                .isFalse();
        assertThat(browser.find(TOP).isDisplayed()).isTrue();
        assertThat(browser.find(TOP + " [data-interest=\"4\"]").isDisplayed()).isTrue(); // the label that was given
        assertThat(browser.find(TOP + " [data-interest=\"3\"]").isDisplayed()).isFalse();
        assertThat(browser.all("#histogram-charts svg")).hasSizeGreaterThan(10);
        browser.medium("screen");
    }

    /** Where the page may write files. No test can answer the dialog; the file is a real one, of the browser's own file system. */
    private static void savesAfterEachLabelInAFile(Chromium browser, Path page) throws Exception {
        byte[] bytes = Files.readAllBytes(page);
        // a page from disk has no such file system
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean asked = exchange.getRequestURI().getPath().equals("/page.html");
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(asked ? 200 : 204, asked ? bytes.length : -1);
            if (asked) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/page.html";
            browser.driver().get(address);
            choosesTheFile(browser);
            browser.run("document.activeElement.blur()");
            browser.find("body").sendKeys("j");
            browser.type("3");
            browser.find("#who-name").sendKeys("Ada", Keys.ENTER);
            browser.until("a label in the file", () -> isSaved(browser, 1, ",3,,,Ada,"));
            browser.run("document.querySelector('.card.current').focus()");
            browser.type("a");
            browser.until("a changed label in the file", () -> isSaved(browser, 1, ",3,true,,Ada,"));

            browser.driver().get(address);
            browser.run("localStorage.clear()"); // as in another browser
            browser.driver().get(address);
            choosesTheFile(browser);
            browser.until("document.getElementById('label-count').textContent === '1 label'");
            browser.find("body").sendKeys("j");
            browser.type("j");
            browser.type("5");
            browser.find("#who-name").sendKeys("Bo", Keys.ENTER);
            browser.until("document.getElementById('label-count').textContent === '2 labels'");
            browser.until("both people's labels in the file", () -> isSaved(browser, 2, ",3,true,,Ada,", ",5,,,Bo,"));
        } finally {
            server.stop(0);
        }
    }

    private static void choosesTheFile(Chromium browser) {
        browser.run("window.showSaveFilePicker = async () =>"
                + " (await navigator.storage.getDirectory()).getFileHandle('labels.csv', { create: true })");
        browser.find("#label-file").click();
        browser.until("document.getElementById('label-state').textContent === 'Saved in labels.csv'");
    }

    private static boolean isSaved(Chromium browser, int labels, String... parts) {
        List<String> lines = savedFile(browser);
        return lines.size() == labels + 1
                && Stream.of(parts).allMatch(part -> lines.stream().anyMatch(line -> line.contains(part)));
    }

    private static List<String> savedFile(Chromium browser) {
        Object text = browser.driver()
                .executeAsyncScript("const done = arguments[0]; navigator.storage.getDirectory()"
                        + ".then(folder => folder.getFileHandle('labels.csv')).then(handle => handle.getFile())"
                        + ".then(file => file.text()).then(done, problem => done(String(problem)))");
        return String.valueOf(text).lines().toList();
    }
}
