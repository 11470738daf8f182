package org.galaxyvae.survey.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.TableSink;
import uk.ac.starlink.votable.TableContentHandler;
import uk.ac.starlink.votable.TableHandler;

/** VOTables (TABLEDATA, BINARY, BINARY2, FITS), by STIL, as the XML comes. */
final class VoTable {
    /** Ends the parsing behind the wanted table. */
    private static final class Done extends SAXException {}

    private VoTable() {}

    /**
     * Streams the rows of one table.
     *
     * @param table its name or its number, from 1; empty: the first
     */
    static void stream(InputFile file, String table, TableSink sink) throws IOException {
        TableContentHandler content = new TableContentHandler(false);
        content.setReadHrefTables(false); // a catalog names no other file, least of all one in the network
        Wanted wanted = new Wanted(table, sink);
        content.setTableHandler(wanted);
        try (InputStream in = file.open()) {
            XMLReader reader = reader();
            reader.setContentHandler(content);
            reader.setErrorHandler(new DefaultHandler()); // throws, where the usual one prints as well
            reader.parse(new InputSource(in));
        } catch (Done e) {
            return;
        } catch (SAXException | ParserConfigurationException e) {
            throw file.invalid("the VOTable is damaged", e);
        }
        throw file.invalid(
                table.isEmpty()
                        ? "the VOTable has no table"
                        : "the VOTable has no table " + table + " (ingest.catalog.table), expected a name or 1 to "
                                + wanted.number);
    }

    private static XMLReader reader() throws SAXException, ParserConfigurationException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        XMLReader reader = factory.newSAXParser().getXMLReader();
        reader.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
        return reader;
    }

    /** Passes on the rows of the one table. */
    private static final class Wanted implements TableHandler {
        private final String table;
        private final TableSink sink;
        private int number;
        private boolean here;

        Wanted(String table, TableSink sink) {
            this.table = table;
            this.sink = sink;
        }

        @Override
        public void startTable(StarTable metadata) throws SAXException {
            number++;
            here = table.isEmpty()
                    || table.equals(Integer.toString(number))
                    || table.equalsIgnoreCase(metadata.getName());
            if (here) {
                try {
                    sink.acceptMetadata(metadata);
                } catch (IOException e) {
                    throw new SAXException(e);
                }
            }
        }

        @Override
        public void rowData(Object[] row) throws SAXException {
            if (here) {
                try {
                    sink.acceptRow(row);
                } catch (IOException e) {
                    throw new SAXException(e);
                }
            }
        }

        @Override
        public void endTable() throws SAXException {
            if (here) {
                try {
                    sink.endRows();
                } catch (IOException e) {
                    throw new SAXException(e);
                }
                throw new Done();
            }
        }
    }
}
