namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>A word, a literal or a sign of a query.</summary>
/// <param name="Text">Of a text literal what it means, without quotes and escapes.</param>
/// <param name="Start">Where it begins in the query.</param>
/// <param name="IsText">It stood in quotes.</param>
internal sealed record SoqlToken(string Text, int Start, bool IsText = false)
{
    /// <summary>Whether it is a word of the language, whatever its case.</summary>
    public bool Is(string word) =>
        !IsText && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}
