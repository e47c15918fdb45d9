namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>One call of a method of a model or wizard; one call is one transaction in Tryton.</summary>
/// <param name="Method">Full name: <c>model.party.party.read</c>.</param>
/// <param name="Arguments">Without the context, which is added as the last one.</param>
/// <param name="Changes">
/// The call may change something, so a missing answer leaves its outcome unknown.
/// </param>
/// <param name="Context">Added to the session's own context; wins over it.</param>
/// <param name="Acknowledges">
/// Names of the warnings (UserWarning) that are acknowledged, each once; any other one is a refusal.
/// </param>
public sealed record TrytonCall(
    string Method,
    IReadOnlyList<object?> Arguments,
    bool Changes,
    IReadOnlyDictionary<string, object?>? Context = null,
    IReadOnlyList<string>? Acknowledges = null
)
{
    /// <summary>What a model is asked without changing it.</summary>
    public static TrytonCall Read(string model, string method, IReadOnlyList<object?> arguments) =>
        new($"model.{model}.{method}", arguments, Changes: false);

    /// <summary>What a model is told to do.</summary>
    public static TrytonCall Change(
        string model,
        string method,
        IReadOnlyList<object?> arguments
    ) => new($"model.{model}.{method}", arguments, Changes: true);
}
