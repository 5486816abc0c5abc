import './views/app.element';
