package com.parkhold.local.issuer.config;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the issuer is given.
 *
 * @param uri its name in tokens, and where it is reached
 * @param dataDir where the signing key is kept
 * @param webRedirects where the web application may be sent back to; on 127.0.0.1 any port will do
 */
@ConfigurationProperties("parkhold.issuer")
record IssuerProperties(String uri, Path dataDir, List<String> webRedirects) {}
