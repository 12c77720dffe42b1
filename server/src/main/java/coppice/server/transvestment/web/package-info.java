/// The pages and the API of `transvestment`.
@NullMarked
package coppice.server.transvestment.web;

import org.jspecify.annotations.NullMarked;
