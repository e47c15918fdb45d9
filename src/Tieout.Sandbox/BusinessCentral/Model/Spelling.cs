using System.Globalization;
using System.Text;

namespace Tieout.Sandbox.BusinessCentral.Model;

/// <summary>How words with blanks and strokes are spelled in a name: <c>G_x002F_L_x0020_Account</c>.</summary>
/// <remarks>
/// The documentation's samples show the plain words; tenants of API v2.0 answer with the escaped
/// ones, since an OData enumeration has names as members. Both are accepted.
/// </remarks>
internal static class Spelling
{
    public static string Of(string word)
    {
        if (word.All(IsNamePart))
        {
            return word;
        }

        var spelled = new StringBuilder();
        foreach (var letter in word)
        {
            _ = IsNamePart(letter)
                ? spelled.Append(letter)
                : spelled.Append(CultureInfo.InvariantCulture, $"_x{(int)letter:X4}_");
        }

        return spelled.ToString();
    }

    private static bool IsNamePart(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '_';
}
