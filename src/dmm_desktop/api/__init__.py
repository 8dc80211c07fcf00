"""Everything that speaks HTTP: the contract, the transport, streaming both ways, and the client of the DMM API."""
