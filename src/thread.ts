// What a helping thread runs. It starts beside work that goes on, so that keeping its compiled form gains nothing.
import('./check-thread.ts').then(({help}) => help())
