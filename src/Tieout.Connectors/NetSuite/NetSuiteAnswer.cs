using System.Text.Json.Nodes;
using Tieout.Connect;

namespace Tieout.Connectors.NetSuite;

/// <summary>What was answered: a value, nothing, or an error that the caller may know better.</summary>
/// <param name="Failure">The fault that an error means.</param>
internal sealed record NetSuiteAnswer(
    JsonObject? Body,
    NetSuiteError? Error,
    ConnectorException? Failure
)
{
    /// <summary>There is no such record; a reference within a body that leads nowhere is another matter.</summary>
    public bool IsNothing => Error is { Code: "NONEXISTENT_ID", Path: null };

    public bool IsRepeated => Error is { Code: "IDEMPOTENCY_ERROR" };

    /// <summary>What was asked for.</summary>
    /// <exception cref="ConnectorException">It was an error, or there was no body.</exception>
    public JsonObject Value
    {
        get
        {
            Require();
            return Body
                ?? throw new ConnectorException(
                    ConnectorFault.Contract,
                    "NetSuite answered without a body."
                );
        }
    }

    /// <summary>Passes when there was no error, whatever the body.</summary>
    public void Require()
    {
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
