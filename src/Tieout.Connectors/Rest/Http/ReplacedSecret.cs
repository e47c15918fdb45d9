namespace Tieout.Connectors.Rest.Http;

/// <summary>A secret that the system has replaced, and that is not kept yet or cannot be.</summary>
/// <param name="Kept">What is kept; when it is another one by now, that one counts.</param>
/// <param name="Next">What the system answered in its place.</param>
internal sealed record ReplacedSecret(string Kept, string Next);
