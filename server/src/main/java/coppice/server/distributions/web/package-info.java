@NullMarked
package coppice.server.distributions.web;

import org.jspecify.annotations.NullMarked;
