package com.parkhold.gateway.config;

import com.parkhold.gateway.routing.Owner;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the services are.
 *
 * @param services base addresses by owner; all but the gateway's own are needed
 */
@ConfigurationProperties("parkhold")
record ServiceAddresses(Map<Owner, URI> services) {

    URI of(Owner owner) {
        URI address = services.get(owner);
        if (address == null) {
            throw new IllegalStateException("parkhold.services." + owner.id() + " is missing");
        }
        return address;
    }
}
