@NullMarked
package coppice.server.contributions.web;

import org.jspecify.annotations.NullMarked;
