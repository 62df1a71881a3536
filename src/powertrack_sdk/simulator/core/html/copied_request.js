fetch("$address/api/view/portfolio/$customer?lastChanged=1900-01-01T00:00:00.000Z", {
  "headers": {
    "accept": "application/json",
    "ae_s": "$ae_s",
    "ae_v": "086665",
    "cookie": "$cookie",
    "Referer": "$address/powertrack/$customer/overview/sites"
  },
  "body": null,
  "method": "GET"
});
