using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tieout.Domain.Deciding;

/// <summary>The text of a claim, put together only when the claim does not hold.</summary>
/// <remarks>Claims are checked for every recorded entry; nearly all of them hold.</remarks>
[InterpolatedStringHandler]
public ref struct InvariantClaim
{
    private DefaultInterpolatedStringHandler _text;

    public InvariantClaim(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = !holds;
        _text = holds
            ? default
            : new DefaultInterpolatedStringHandler(
                literalLength,
                formattedCount,
                CultureInfo.InvariantCulture
            );
    }

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

    internal string Take() => _text.ToStringAndClear();
}
