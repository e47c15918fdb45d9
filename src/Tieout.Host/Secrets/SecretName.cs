using System.Diagnostics.CodeAnalysis;

namespace Tieout.Host.Secrets;

/// <summary>What a secret of the encrypted store is called.</summary>
public sealed record SecretName
{
    /// <summary>What a name is made of, to be told to whoever wrote another one.</summary>
    public const string Rule = "1 to 50 letters (a to z, A to Z), digits, '-' and '_'";

    private const int LengthMax = 50;

    private SecretName(string text) => Text = text;

    /// <summary>The name itself.</summary>
    public string Text { get; }

    /// <summary>Reads a name; anything outside of <see cref="Rule"/> is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SecretName? name)
    {
        name =
            text.Length is > 0 and <= LengthMax
            && text.All(x => char.IsAsciiLetterOrDigit(x) || x is '-' or '_')
                ? new SecretName(text)
                : null;
        return name is not null;
    }

    public override string ToString() => Text;
}
