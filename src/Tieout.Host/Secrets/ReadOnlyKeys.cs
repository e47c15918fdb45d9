using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Tieout.Host.Secrets;

/// <summary>
/// Keys as they lie in their folder, and nothing is added. The library makes a new key as soon as
/// the present one is too old, also for who only opens, and fails where it may not: that key is let
/// go of here, and the old ones open what they have closed.
/// </summary>
internal sealed class ReadOnlyKeys(IXmlRepository folder) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => folder.GetAllElements();

    public void StoreElement(XElement element, string friendlyName) { }
}
