package com.parkhold.gate.camera.hikvision;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The leaves of a small XML document by their local names, whatever their namespace; the first of a name counts.
 * Documents with a DTD or entities of their own are refused.
 */
final class FlatXml {

    private static final int DEEPEST = 32;
    private static final int MOST_ELEMENTS = 2_000;
    private static final XMLInputFactory FACTORY = factory();

    private FlatXml() {}

    static Optional<Map<String, String>> fields(String xml) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(xml.strip()));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> read(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> fields = new HashMap<>();
        StringBuilder text = new StringBuilder();
        int depth = 0;
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return Optional.empty();
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    depth++;
                    elements++;
                    if (depth > DEEPEST || elements > MOST_ELEMENTS) {
                        return Optional.empty();
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    String value = text.toString().strip();
                    if (!value.isEmpty()) {
                        fields.putIfAbsent(reader.getLocalName(), value);
                    } else {
                        noteEmpty(fields, reader.getLocalName());
                    }
                    text.setLength(0);
                    depth--;
                }
                default -> {}
            }
        }
        return Optional.of(fields);
    }

    /** An empty plate is still a plate field: the camera saw a car and read nothing. */
    private static void noteEmpty(Map<String, String> fields, String name) {
        if (name.equals("licensePlate")) {
            fields.putIfAbsent(name, "");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }
}
