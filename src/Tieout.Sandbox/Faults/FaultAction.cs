using System.Text.Json.Serialization;

namespace Tieout.Sandbox.Faults;

/// <summary>What a simulator does instead of, before or after answering a request.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "action")]
[JsonDerivedType(typeof(Status), "status")]
[JsonDerivedType(typeof(Delay), "delay")]
[JsonDerivedType(typeof(AnswerLate), "answer-late")]
[JsonDerivedType(typeof(CommitThenDrop), "commit-then-drop")]
[JsonDerivedType(typeof(DropBeforeCommit), "drop-before-commit")]
[JsonDerivedType(typeof(ErrorBody), "error-body")]
[JsonDerivedType(typeof(ExpireTokens), "expire-tokens")]
public abstract record FaultAction
{
    private FaultAction() { }

    /// <summary>Answers with a status; the request has no effect.</summary>
    /// <param name="Code">400 to 599: 429, 503.</param>
    /// <param name="RetryAfterSeconds">Sent as the header Retry-After.</param>
    public sealed record Status(int Code, int? RetryAfterSeconds = null) : FaultAction;

    /// <summary>
    /// Waits before the request is carried out, and carries it out even if the caller has given up.
    /// </summary>
    public sealed record Delay(int Milliseconds) : FaultAction;

    /// <summary>Carries the request out at once and answers late.</summary>
    public sealed record AnswerLate(int Milliseconds) : FaultAction;

    /// <summary>Carries the request out, then cuts the connection without an answer.</summary>
    public sealed record CommitThenDrop : FaultAction;

    /// <summary>Cuts the connection; the request has no effect.</summary>
    public sealed record DropBeforeCommit : FaultAction;

    /// <summary>Answers 200 with an error in the body; the request has no effect.</summary>
    public sealed record ErrorBody(string Code, string Message) : FaultAction;

    /// <summary>Withdraws every token before the request is looked at.</summary>
    public sealed record ExpireTokens : FaultAction;
}
