package com.parkhold.gate.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How devices that ask for it know us.
 *
 * @param keysFile properties file with {@code HOST=user:password}; empty where no device asks
 */
@ConfigurationProperties("parkhold.gate.devices")
public record DeviceSettings(@DefaultValue("") String keysFile) {}
