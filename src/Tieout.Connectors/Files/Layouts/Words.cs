using System.Text;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Enumerations as lower-case words: <c>AccountsReceivable</c> is <c>accounts-receivable</c>.</summary>
internal static class Words<TEnum>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<string, TEnum> Values = Enum.GetValues<TEnum>()
        .ToDictionary(x => Spell(x.ToString()), StringComparer.Ordinal);

    private static readonly Dictionary<TEnum, string> Spellings = Values.ToDictionary(
        x => x.Value,
        x => x.Key
    );

    public static IReadOnlyList<string> All { get; } = [.. Values.Keys];

    public static bool TryParse(string word, out TEnum value) =>
        Values.TryGetValue(word, out value);

    public static string Of(TEnum value) => Spellings[value];

    private static string Spell(string name)
    {
        // Codes of a standard (S, AE, NT) stay capitals.
        if (name.All(char.IsUpper))
        {
            return name;
        }

        var word = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
