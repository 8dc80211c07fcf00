"""All HTTP code: the contract, the transport, streaming in both directions, and the DMM API client."""
