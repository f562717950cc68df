"""What the endpoint says instead of doing something: an error code and its HTTP status."""

# The two codes of the operation, document 000, lines 76-77. Both are HTTP 400 there.
IN_OPERATION = "OPERATION_DENIED_INSTANCE_IN_OPERATION"
UNSUPPORTED_STATUS = "UNSUPPORTED_OPERATION_INSTANCE_STATUS"

# Line 72 sends the reader to the vendor's common codes for everything else. Their names are published,
# their HTTP statuses are not (only that they are 4xx or 5xx), so the numbers below are our choice.
STATUS_BY_CODE = {
    IN_OPERATION: 400,
    UNSUPPORTED_STATUS: 400,
    "MISSING_PARAMETER": 400,
    "INVALID_PARAMETER_TYPE": 400,
    "INVALID_PARAMETER_EXCEED_LENGTH": 400,
    "INVALID_PARAMETER_LESS_LENGTH": 400,
    "INVALID_PARAMETER_EXCEED_MAXIMUM": 400,
    "INVALID_PARAMETER_LESS_MINIMUM": 400,
    "AUTHFAILURE_INVALID_AUTHORIZATION": 401,
    "AUTHFAILURE_SIGNATURE_FAILURE": 401,
    "AUTHFAILURE_SIGNATURE_EXPIRED": 401,
    "AUTHFAILURE_UNAUTHORIZED_OPERATION": 403,  # also what the vendor says where there is no such operation
    "INTERNAL_SERVER_ERROR": 500,
}


class Refusal(Exception):
    """A request that is answered with an error and changes nothing."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = STATUS_BY_CODE[code]
