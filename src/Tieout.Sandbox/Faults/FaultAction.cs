using System.Text.Json;
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
[JsonDerivedType(typeof(FailRows), "fail-rows")]
[JsonDerivedType(typeof(CommitLate), "commit-late")]
[JsonDerivedType(typeof(ChangeAnswer), "change-answer")]
public abstract record FaultAction
{
    private FaultAction() { }

    /// <summary>Answers with a status; the request has no effect.</summary>
    /// <param name="Code">400 to 599: 429, 503.</param>
    /// <param name="RetryAfterSeconds">Sent as the header Retry-After, or as the system calls it.</param>
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

    /// <summary>Carries the request out but for some of its rows, which fail by themselves.</summary>
    /// <param name="Rows">Counted from 1; a request about one record is row 1.</param>
    /// <param name="Code">As the system names the failure.</param>
    /// <param name="Message">As the system words it.</param>
    public sealed record FailRows(IReadOnlyList<int> Rows, string Code, string Message)
        : FaultAction;

    /// <summary>
    /// Carries the request out as a transaction that began long ago and is visible only now: what it
    /// writes carries the time of its beginning.
    /// </summary>
    public sealed record CommitLate(int Milliseconds) : FaultAction;

    /// <summary>Carries the request out and changes the JSON of its answer at every depth.</summary>
    /// <param name="Without">Members that are left out.</param>
    /// <param name="With">Members that get another value, where they are or beside <paramref name="Beside"/>.</param>
    /// <param name="Beside">Objects that have this member get those of <paramref name="With"/> as well.</param>
    /// <param name="Where">Only objects that have these members with these values are changed; all of them when none.</param>
    public sealed record ChangeAnswer(
        IReadOnlyList<string>? Without = null,
        IReadOnlyDictionary<string, JsonElement>? With = null,
        string? Beside = null,
        IReadOnlyDictionary<string, JsonElement>? Where = null
    ) : FaultAction;
}
